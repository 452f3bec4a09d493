import type { XlsxCell } from '../../../../platform/tabular/xlsx/write-cell.ts'
import { writeXlsx } from '../../../../platform/tabular/xlsx/write-xlsx.ts'
import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { FoundRow } from '../query/row-query.ts'

/** What Excel holds in a cell; the rest of a longer text is in the other files. */
const longest = 32_000

/**
 * The dataset as a workbook with one sheet, the columns and headings of the standard layout: numbers and days are numbers and days, codes stay texts
 * with their zeros, and no cell can run.
 */
export function xlsxOf(
  { definition }: PublicDataset,
  pages: AsyncIterable<readonly Pick<FoundRow, 'cells'>[]>,
): AsyncGenerator<Buffer> {
  const { columns } = definition
  async function* rows(): AsyncGenerator<readonly XlsxCell[]> {
    for await (const page of pages)
      for (const { cells } of page) yield columns.map((column) => cellOf(column, cells[column.id] ?? ''))
  }
  return writeXlsx([
    {
      name: definition.title.ja,
      headers: columns.map(({ title }) => title),
      rows: rows(),
      widths: widthsOf(definition),
    },
  ])
}

function cellOf({ kind }: Column, text: string): XlsxCell {
  if (text === '') return undefined
  const type = outputType(kind)
  // Half an outline is none: it is in the other files.
  if (type === 'shape') return text.length > longest ? undefined : text
  if (type === 'integer' || type === 'number') return Number.isFinite(Number(text)) ? Number(text) : text
  return type === 'date' ? { date: text } : text.slice(0, longest)
}

/** A heading is read whole; texts get more room. */
function widthsOf({ columns }: DatasetDefinition): readonly number[] {
  return columns.map(({ title, kind }) =>
    Math.max(title.length * 2 + 4, kind === 'text' || kind === 'long-text' ? 24 : 12),
  )
}
