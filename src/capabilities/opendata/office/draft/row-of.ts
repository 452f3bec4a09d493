import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Row } from '../../table/check-row.ts'

/** Cells in the order of the columns as a row by their ids. */
export function rowOf(definition: DatasetDefinition, cells: readonly string[]): Row {
  return Object.fromEntries(definition.columns.map(({ id }, at) => [id, cells[at] ?? '']))
}
