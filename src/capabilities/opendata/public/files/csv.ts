import type { DatasetDefinition } from '../../language/dataset.ts'
import { cellsOf, type PublishingCity } from '../../table/to-rows.ts'
import type { FoundRow } from '../query/row-query.ts'

type Pages = AsyncIterable<readonly Pick<FoundRow, 'cells'>[]>

export interface CsvLook {
  /** An id of `definition.editions`. */
  readonly layout: string
  /** Begins with a byte order mark, without which some spreadsheets take the text for Shift_JIS. */
  readonly bom: boolean
}

const byteOrderMark = '\ufeff'

/** The dataset as text in a layout: RFC 4180, UTF-8, CRLF, one line of headers. */
export async function* csvOf(
  definition: DatasetDefinition,
  city: PublishingCity,
  pages: Pages,
  { layout, bom }: CsvLook,
): AsyncGenerator<string> {
  const headers = (definition.editions[layout]?.columns ?? []).map(({ header }) => header)
  yield `${bom ? byteOrderMark : ''}${csvLine(headers)}`
  for await (const rows of pages)
    yield rows.map(({ cells }) => csvLine(cellsOf(definition, layout, cells, city))).join('')
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`
}

const number = /^[+-]?\d+(\.\d+)?$/

/**
 * A spreadsheet runs a cell that begins like a formula when the file is opened; with an apostrophe before it, it is shown as it is.
 * Numbers keep their sign. Full-width signs count too: some spreadsheets fold them.
 */
export function harmless(cell: string): string {
  return /^[=+\-@＝＋－＠\t\r]/.test(cell) && !number.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
