import { XmlBroken } from '../xml/xml-broken.ts'
import { ZipBroken, type ZipProblem } from '../zip/zip-broken.ts'

export type XlsxProblem =
  | ZipProblem
  | 'xml-doctype'
  | 'xml-broken'
  | 'xml-deep'
  /** An .xls of before 2007. */
  | 'xlsx-old'
  /** Closed with a password. */
  | 'xlsx-encrypted'
  /** A ZIP, but no workbook with sheets of XML (.ods, .xlsb, .docx …). */
  | 'not-xlsx'
  | 'xlsx-damaged'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-strings'
  | 'too-many-merges'
  | 'cell-too-long'

/** Why a workbook is not read. The caller has the sentence. */
export class XlsxBroken extends Error {
  override readonly name = 'XlsxBroken'

  constructor(
    readonly code: XlsxProblem,
    /** Fill the slots of the sentence: `line` (row of the sheet), `max`, `name` (a part of the package). */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}

/** What the ZIP and the XML of a workbook complain of, as a complaint of the workbook. */
export function asXlsxBroken(error: unknown, part = ''): unknown {
  if (error instanceof ZipBroken) return new XlsxBroken(error.code, error.params)
  if (error instanceof XmlBroken) return new XlsxBroken(error.code, { line: error.line, name: part })
  return error
}
