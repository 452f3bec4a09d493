/** A CSV that could not be read at all: neither UTF-8 nor Shift_JIS, or a quote that never closes. */
export class CsvUnreadable extends Error {
  override readonly name = 'CsvUnreadable'
}

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

/** Rows of a CSV text (RFC 4180): quoted cells may hold commas, quotes (doubled) and line breaks. Empty lines are left out. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    row.push(cell)
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    if (row.some((one) => one.trim() !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === ',') endCell()
    else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  if (quoted) throw new CsvUnreadable()
  endRow()
  return rows
}
