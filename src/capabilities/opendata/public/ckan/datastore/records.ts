import { type FoundRow, rowNumber } from '../../query/row-query.ts'
import { invalid } from '../problems.ts'
import { cellValue } from './fields.ts'
import type { Shown } from './question.ts'

export const recordFormats = ['objects', 'lists', 'csv', 'tsv'] as const
export type RecordFormat = (typeof recordFormats)[number]

export function recordFormatOf(text: string | undefined): RecordFormat {
  const format = recordFormats.find((each) => each === (text ?? 'objects'))
  if (format === undefined) throw invalid('records_format', `Must be one of ${recordFormats.join(', ')}`)
  return format
}

/** Rows as `datastore_search` gives them: a list of objects or of lists, or one text without a heading. */
export function recordsOf(rows: readonly FoundRow[], columns: readonly Shown[], format: RecordFormat): unknown {
  switch (format) {
    case 'objects':
      return rows.map((row) => Object.fromEntries(columns.map((each) => [nameOf(each), cellValue(row, each)])))
    case 'lists':
      return rows.map((row) => columns.map((each) => cellValue(row, each)))
    case 'csv':
    case 'tsv':
      return rows
        .map((row) =>
          lineOf(
            columns.map((each) => textOf(row, each)),
            format === 'csv' ? ',' : '\t',
          ),
        )
        .join('')
  }
}

export function nameOf(column: Shown): string {
  return column?.id ?? rowNumber
}

/** A cell as it is kept: numbers as they were written. */
export function textOf(row: FoundRow, column: Shown): string {
  return column === undefined ? String(row.rowNo) : (row.cells[column.id] ?? '')
}

/** One line of a table of text (RFC 4180), with its end. */
export function lineOf(cells: readonly string[], separator: ',' | '\t'): string {
  const written = cells.map((cell) => (/["\r\n,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${written.join(separator)}\r\n`
}
