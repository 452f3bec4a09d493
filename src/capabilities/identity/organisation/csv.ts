import { CsvBroken, csvLines } from '../../../platform/tabular/read-csv.ts'

/** A CSV that could not be read at all: neither UTF-8 nor Shift_JIS, or with quotes that would shift its cells. */
export class CsvUnreadable extends Error {
  override readonly name = 'CsvUnreadable'
}

/** More is no list of an organisation, and no file of notices. */
const limits = { columns: 500, cell: 20_000 } as const

/** Bytes of a CSV file as text. Spreadsheets of Japanese offices write UTF-8 with a mark or Shift_JIS (CP932). */
export function decodeCsv(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding is tried.
    }
  }
  throw new CsvUnreadable()
}

/** Rows of a CSV text. Empty lines are left out. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  try {
    return [...csvLines(text, ',', limits)].map(({ cells }) => cells)
  } catch (error) {
    if (error instanceof CsvBroken) throw new CsvUnreadable()
    throw error
  }
}
