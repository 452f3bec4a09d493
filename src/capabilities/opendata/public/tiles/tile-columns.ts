import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import { jsonValue, outputType, type ValueKindName } from '../../values/kinds.ts'
import { propertiesOf } from '../feature.ts'

/** What tells places apart on a map. Long texts, readings, codes and addresses of the web are left to the features of the API. */
const carried: ReadonlySet<ValueKindName> = new Set([
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'weekdays',
  'presence',
  'flag',
  'choice',
  'multi',
  'phone',
])
/** Letters of a text in a tile; a longer one is left out, never cut. */
const mostLetters = 200

/** Property with the key of the row: the feature of `/ogc/collections/{id}/items/{key}`. No column begins with `_`. */
export const keyProperty = '_key'
/** Property of a mark that stands for several places: how many. */
export const countProperty = '_count'

export type TileValue = string | number

export function tileColumns(definition: DatasetDefinition): readonly Column[] {
  return propertiesOf(definition).filter(({ id, kind }) => carried.has(kind) || id === definition.label)
}

/** Fields of a layer as TileJSON 3.0 and the metadata of PMTiles name them. */
export function tileFields(definition: DatasetDefinition): Readonly<Record<string, 'String' | 'Number'>> {
  const columns = tileColumns(definition).map(({ id, kind }) => [id, isNumber(kind) ? 'Number' : 'String'] as const)
  return { [keyProperty]: 'String', [countProperty]: 'Number', ...Object.fromEntries(columns) }
}

/** The properties of a place in a tile; empty cells are left out. */
export function tileProperties(
  columns: readonly Column[],
  { rowKey, cells }: { readonly rowKey: string; readonly cells: Readonly<Record<string, string>> },
): Record<string, TileValue> {
  const properties: Record<string, TileValue> = { [keyProperty]: rowKey }
  for (const { id, kind } of columns) {
    const cell = cells[id] ?? ''
    const value = cell.length > mostLetters ? null : jsonValue(kind, cell)
    if (value !== null && typeof value !== 'object') properties[id] = value
  }
  return properties
}

function isNumber(kind: ValueKindName): boolean {
  return ['integer', 'number'].includes(outputType(kind))
}
