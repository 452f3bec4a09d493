import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { ValueKindName } from '../../values/kinds.ts'
import type { FoundRow } from '../query/row-query.ts'

/** Columns of the table beside the name of the row. */
const most = 6

/** Codes, readings, places and long texts: on the page of the row, not in the table. */
const notInTable: ReadonlySet<ValueKindName> = new Set([
  'government-code',
  'identifier',
  'kana',
  'latin',
  'town-id',
  'poi-code',
  'corporate-number',
  'latitude',
  'longitude',
  'shape',
  'long-text',
  'url',
  'email',
])

/**
 * The columns that tell these rows apart: one that says the same in every row, or nothing in any, tells nothing; nor does one whose words
 * stand in another column already (the town within the address).
 */
export function shownColumns(
  definition: DatasetDefinition,
  rows: readonly Pick<FoundRow, 'cells'>[],
  asked: ReadonlySet<string>,
): readonly Column[] {
  const telling = definition.columns.filter((column) => {
    if (column.id === definition.label || notInTable.has(column.kind)) return false
    if (asked.has(column.id)) return true
    const values = new Set(rows.map(({ cells }) => cells[column.id] ?? ''))
    return rows.length < 2 ? !values.has('') : values.size > 1
  })
  const own = telling.filter((column) => asked.has(column.id) || !isPartOfAnother(column, telling, rows))
  const wanted = own.filter(({ id, need }) => asked.has(id) || need !== 'optional')
  const chosen = new Set([...wanted, ...own].slice(0, most))
  return own.filter((column) => chosen.has(column))
}

function isPartOfAnother(
  { id }: Column,
  columns: readonly Column[],
  rows: readonly Pick<FoundRow, 'cells'>[],
): boolean {
  const filled = rows.filter(({ cells }) => (cells[id] ?? '').length > 1)
  return columns.some(
    (other) =>
      other.id !== id &&
      filled.length > 0 &&
      filled.every(({ cells }) => (cells[other.id] ?? '').length > (cells[id] ?? '').length) &&
      filled.every(({ cells }) => (cells[other.id] ?? '').includes(cells[id] ?? '')),
  )
}
