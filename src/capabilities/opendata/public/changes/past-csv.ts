import { byteOrderMark, csvLine } from '../../../../platform/tabular/write-csv.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Row } from '../../table/check-row.ts'
import { maybeTold } from './past-rows.ts'

/** A past version as CSV: the headings of its own columns, without those that are not told of the past. */
export async function* pastCsv(
  { columns }: DatasetDefinition,
  pages: AsyncIterable<readonly Row[]>,
  bom: boolean,
): AsyncGenerator<string> {
  const told = columns.filter(maybeTold)
  yield `${bom ? byteOrderMark : ''}${csvLine(told.map(({ title }) => title))}`
  for await (const rows of pages) yield rows.map((row) => csvLine(told.map(({ id }) => row[id] ?? ''))).join('')
}
