/** An error as CKAN's clients tell them apart: by `__type` and by the status. */
export class CkanProblem extends Error {
  override readonly name = 'CkanProblem'
  constructor(
    readonly status: 400 | 403 | 404 | 409,
    readonly type: 'Not Found Error' | 'Authorization Error' | 'Validation Error' | 'Search Query Error',
    readonly details: Readonly<Record<string, unknown>>,
  ) {
    super(type)
  }
}

export const notFound = (more: Readonly<Record<string, unknown>> = {}): CkanProblem =>
  new CkanProblem(404, 'Not Found Error', { message: 'Not found', ...more })

/** `field`: the parameter that is wrong. */
export const invalid = (field: string, message: string): CkanProblem =>
  new CkanProblem(409, 'Validation Error', { [field]: [message] })

export const denied = (message: string): CkanProblem =>
  new CkanProblem(403, 'Authorization Error', { message: `Access denied: ${message}` })

export const badSearch = (message: string): CkanProblem =>
  new CkanProblem(400, 'Search Query Error', { message: `Search Query is invalid: ${message}` })

/** What can't be read at all is answered by a JSON text, not by an object. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest'
  constructor(
    message: string,
    readonly status: 400 | 413 = 400,
  ) {
    super(message)
  }
}
