/** Why a delivered file is not read at all. Each has its sentence in `refusals.ja.ts`. */
export const refusalCodes = [
  'empty',
  'too-large',
  'not-utf-8',
  'not-shift-jis',
  'control-characters',
  'quote-open',
  'quote-inside',
  'too-many-rows',
  'too-many-columns',
  'cell-too-long',
  'header-empty',
  'header-double',
  'header-missing',
  'not-a-zip',
  'zip-damaged',
  'zip-encrypted',
  'zip-too-many',
  'zip-too-large',
  'zip-bomb',
  'zip-overlap',
  'zip-path',
  'zip-link',
  'zip-double',
  'zip-method',
  'values-missing',
  'values-many',
  'values-too-large',
  'xml-doctype',
  'xml-broken',
  'xml-deep',
  'item-double',
  'xlsx-old',
  'xlsx-encrypted',
  'xlsx-damaged',
  'xlsx-sheets',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** The file can't be taken as what its manifest says it is. Nothing of it becomes a case. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'

  constructor(
    readonly code: RefusalCode,
    /** Fill the slots of the sentence: a line, a column, a name inside the package. */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}
