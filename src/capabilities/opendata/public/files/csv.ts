import { byteOrderMark, csvLine } from '../../../../platform/tabular/write-csv.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { JoinedRows } from '../query/read-rows.ts'
import { csvOfJoined } from './csv-of-joined.ts'

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
): AsyncGenerator<Buffer> {
  const headers = (definition.editions[layout]?.columns ?? []).map(({ header }) => header)
  yield Buffer.from(`${bom ? byteOrderMark : ''}${csvLine(headers)}`)
  for await (const { bytes } of pages) yield csvOfJoined(bytes)
}
