import { CsvBroken, type CsvLine, csvLines as readLines } from '../../../platform/tabular/read-csv.ts'
import { hasControls } from './controls.ts'
import { FileRefused } from './refusal.ts'

/** What one file may hold. More is no export of applications, or has to come in parts. */
export const csvLimits = { rows: 10_000, columns: 2000, cell: 20_000 } as const

/** Lines of a delivered CSV text, within its limits. Throws `FileRefused`. */
export function* csvLines(text: string, delimiter: ',' | '\t' = ','): Generator<CsvLine> {
  let rows = 0
  try {
    for (const each of readLines(text, delimiter, csvLimits)) {
      if (each.cells.some(hasControls)) throw new FileRefused('control-characters', { line: each.line })
      // The first is the header.
      if (rows > csvLimits.rows) throw new FileRefused('too-many-rows', { max: csvLimits.rows })
      rows += 1
      yield each
    }
  } catch (error) {
    if (!(error instanceof CsvBroken)) throw error
    throw new FileRefused(error.code, { line: error.line, ...(error.max === undefined ? {} : { max: error.max }) })
  }
}
