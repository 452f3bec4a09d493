import type { DatasetDefinition } from '../language/dataset.ts'
import type { VersionChanges } from '../public/published.ts'
import type { Row } from '../table/check-row.ts'

/** One row that differs between two versions, by the name that stays the same. */
export interface RowDifference {
  readonly kind: 'added' | 'changed' | 'removed'
  readonly key: string
  readonly name: string
  /** Cells that differ, by column; of a changed row. */
  readonly cells: readonly { readonly column: string; readonly before: string; readonly after: string }[]
}

/** What a row is called by people: its label, or its key. */
export function nameOf(definition: DatasetDefinition, row: Row): string {
  const label = definition.label === undefined ? '' : (row[definition.label] ?? '')
  return label === '' ? keyOfRow(definition, row) : label
}

export function keyOfRow(definition: DatasetDefinition, row: Row): string {
  return definition.key.map((id) => row[id] ?? '').join('~')
}

/**
 * The differences from `before` to `after`, rows matched by the key of the dataset; removed ones last. Rows of one key are matched in
 * their order.
 */
export function* compareRows(
  definition: DatasetDefinition,
  before: Iterable<Row>,
  after: Iterable<Row>,
): Generator<RowDifference> {
  const known = new Map<string, Row[]>()
  for (const row of before) {
    const key = keyOfRow(definition, row)
    const rows = known.get(key)
    if (rows) rows.push(row)
    else known.set(key, [row])
  }
  for (const row of after) {
    const key = keyOfRow(definition, row)
    const old = known.get(key)?.shift()
    if (old === undefined) {
      yield { kind: 'added', key, name: nameOf(definition, row), cells: [] }
      continue
    }
    const cells = definition.columns.flatMap(({ id }) => {
      const [was, is] = [old[id] ?? '', row[id] ?? '']
      return was === is ? [] : [{ column: id, before: was, after: is }]
    })
    if (cells.length > 0) yield { kind: 'changed', key, name: nameOf(definition, row), cells }
  }
  for (const [key, rows] of known)
    for (const row of rows) yield { kind: 'removed', key, name: nameOf(definition, row), cells: [] }
}

/** Names of each kind that are told. */
export const mostNames = 20

/** How many rows of each kind, and the first names of each. */
export function summarise(differences: Iterable<RowDifference>): VersionChanges {
  const count = { added: 0, changed: 0, removed: 0 }
  const names: Record<RowDifference['kind'], string[]> = { added: [], changed: [], removed: [] }
  for (const { kind, name } of differences) {
    count[kind] += 1
    if (names[kind].length < mostNames) names[kind].push(name)
  }
  return { ...count, names }
}
