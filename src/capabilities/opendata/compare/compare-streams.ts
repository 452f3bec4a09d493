import { hash } from 'node:crypto'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { VersionChanges } from '../public/published.ts'
import type { Row } from '../table/check-row.ts'
import { keyOfRow, mostNames, nameOf, type RowDifference } from './compare-rows.ts'
import type { DescriptionChange } from './description.ts'

export interface Comparison {
  readonly changes: VersionChanges
  /** The first differences of each kind, cell by cell. */
  readonly details: readonly RowDifference[]
  /** Of a draft that changes only what is said of the dataset: each part before and after. */
  readonly said?: readonly DescriptionChange[]
}

/** Asked for twice: once for the hashes, once for what is told of. */
export type RowSource = () => AsyncIterable<Row>

/** Details of each kind. */
const mostDetails = 200

/**
 * The same as `compareRows` for datasets of any size: of the rows before only a hash each is kept. Every key is taken to be there once;
 * a second row of one key counts as added.
 */
export async function compareStreams(
  definition: DatasetDefinition,
  before: RowSource,
  after: RowSource,
): Promise<Comparison> {
  const known = new Map<string, string>()
  for await (const row of before()) known.set(keyOfRow(definition, row), hashOf(definition, row))
  const count = { added: 0, changed: 0, removed: 0 }
  const details: RowDifference[] = []
  const changed = new Map<string, Row>()
  for await (const row of after()) {
    const key = keyOfRow(definition, row)
    const was = known.get(key)
    known.delete(key)
    if (was === hashOf(definition, row)) continue
    const kind = was === undefined ? 'added' : 'changed'
    count[kind] += 1
    if (count[kind] > mostDetails) continue
    if (kind === 'added') details.push({ kind, key, name: nameOf(definition, row), cells: [] })
    else changed.set(key, row)
  }
  count.removed = known.size
  const removed = new Set([...known.keys()].slice(0, mostDetails))
  if (changed.size > 0 || removed.size > 0)
    for await (const row of before()) {
      const key = keyOfRow(definition, row)
      const now = changed.get(key)
      if (now)
        details.push({ kind: 'changed', key, name: nameOf(definition, now), cells: cellsBetween(definition, row, now) })
      else if (removed.has(key)) details.push({ kind: 'removed', key, name: nameOf(definition, row), cells: [] })
    }
  const names = (kind: RowDifference['kind']) =>
    details.flatMap((each) => (each.kind === kind ? [each.name] : [])).slice(0, mostNames)
  return {
    changes: { ...count, names: { added: names('added'), changed: names('changed'), removed: names('removed') } },
    details,
  }
}

export function cellsBetween(definition: DatasetDefinition, before: Row, after: Row): RowDifference['cells'] {
  return definition.columns.flatMap(({ id }) => {
    const [was, is] = [before[id] ?? '', after[id] ?? '']
    return was === is ? [] : [{ column: id, before: was, after: is }]
  })
}

function hashOf(definition: DatasetDefinition, row: Row): string {
  return hash('sha256', definition.columns.map(({ id }) => row[id] ?? '').join('\u0000'), 'base64').slice(0, 20)
}
