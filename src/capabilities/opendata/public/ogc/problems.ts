/** An error of the API: `{code, description}` with the status (OGC 17-069r4, 7.6 and the schema `exception`). */
export class OgcProblem extends Error {
  override readonly name = 'OgcProblem'
  constructor(
    readonly status: 400 | 404 | 406 | 410,
    readonly code: 'InvalidParameterValue' | 'NotFound' | 'NotAcceptable' | 'Withdrawn',
    readonly description: string,
  ) {
    super(code)
  }
}

export const invalid = (description: string): OgcProblem => new OgcProblem(400, 'InvalidParameterValue', description)
export const notFound = (description: string): OgcProblem => new OgcProblem(404, 'NotFound', description)
