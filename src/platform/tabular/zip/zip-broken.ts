export type ZipProblem =
  | 'not-a-zip'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-too-many'
  | 'zip-too-large'
  | 'zip-bomb'
  | 'zip-overlap'
  | 'zip-path'
  | 'zip-link'
  | 'zip-double'
  | 'zip-method'

/** Why a ZIP is not read. The caller has the sentence. */
export class ZipBroken extends Error {
  override readonly name = 'ZipBroken'

  constructor(
    readonly code: ZipProblem,
    /** Fill the slots of the sentence: a name inside the package, a limit. */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}
