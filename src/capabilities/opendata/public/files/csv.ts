import { byteOrderMark, csvLine } from '../../../../platform/tabular/write-csv.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { betweenCells, betweenRows, type JoinedRows } from '../query/read-rows.ts'

export interface CsvLook {
  /** An id of `definition.editions`. */
  readonly layout: string
  /** Begins with a byte order mark, without which some spreadsheets take the text for Shift_JIS. */
  readonly bom: boolean
}

/** The dataset as text in a layout: RFC 4180, UTF-8, CRLF, one line of headers. `pages` hold the columns of the layout. */
export async function* csvOf(
  definition: DatasetDefinition,
  pages: AsyncIterable<JoinedRows>,
  { layout, bom }: CsvLook,
): AsyncGenerator<string> {
  const headers = (definition.editions[layout]?.columns ?? []).map(({ header }) => header)
  yield `${bom ? byteOrderMark : ''}${csvLine(headers)}`
  for await (const { text } of pages) yield linesOf(text)
}

/** Something in these rows must be quoted or made harmless, as `csvCell` does it. */
const needsCare = new RegExp(`[",\\r\\n\\t]|(?:^|[${betweenCells}${betweenRows}])[=+\\-@＝＋－＠]`)

/** Most pages need no care at all: then a cell costs nothing but its letters. */
function linesOf(joined: string): string {
  if (!needsCare.test(joined)) return `${joined.replaceAll(betweenCells, ',').replaceAll(betweenRows, '\r\n')}\r\n`
  let lines = ''
  for (const row of joined.split(betweenRows)) lines += csvLine(row.split(betweenCells))
  return lines
}
