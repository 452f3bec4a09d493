import { byteOrderMark, csvLine } from '../../../../platform/tabular/write-csv.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { layoutOf, type PublishingCity } from '../../table/to-rows.ts'
import type { FoundRow } from '../query/row-query.ts'

type Pages = AsyncIterable<readonly Pick<FoundRow, 'cells'>[]>

export interface CsvLook {
  /** An id of `definition.editions`. */
  readonly layout: string
  /** Begins with a byte order mark, without which some spreadsheets take the text for Shift_JIS. */
  readonly bom: boolean
}

/** The dataset as text in a layout: RFC 4180, UTF-8, CRLF, one line of headers. */
export async function* csvOf(
  definition: DatasetDefinition,
  city: PublishingCity,
  pages: Pages,
  { layout, bom }: CsvLook,
): AsyncGenerator<string> {
  const headers = (definition.editions[layout]?.columns ?? []).map(({ header }) => header)
  yield `${bom ? byteOrderMark : ''}${csvLine(headers)}`
  const cellsOf = layoutOf(definition, layout, city)
  for await (const rows of pages) {
    let lines = ''
    for (const { cells } of rows) lines += csvLine(cellsOf(cells))
    yield lines
  }
}
