import { CsvBroken } from '../../../platform/tabular/read-csv.ts'
import { XlsxBroken } from '../../../platform/tabular/xlsx/xlsx-broken.ts'

/** Why a file that a clerk or a robot brought is not taken at all. Each has its sentence in `refusals.ja.ts`. */
export type RefusalCode =
  | CsvBroken['code']
  | XlsxBroken['code']
  | 'empty'
  | 'too-large'
  | 'encoding'
  | 'control-characters'
  | 'no-header'
  | 'no-rows'
  | 'not-a-table'
  | 'not-geojson'
  | 'geojson-geometry'
  | 'geojson-crs'

export class DataFileRefused extends Error {
  override readonly name = 'DataFileRefused'

  constructor(
    readonly code: RefusalCode,
    /** Fill the slots of the sentence: `line`, `max`, `name`. */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
  }
}

/** What the readers of CSV and of workbooks complain of, as a refusal. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof XlsxBroken) return new DataFileRefused(error.code, error.params)
  if (error instanceof CsvBroken)
    return new DataFileRefused(error.code, { line: error.line, ...(error.max === undefined ? {} : { max: error.max }) })
  return error
}
