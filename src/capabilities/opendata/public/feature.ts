import type { Shape } from '../../../civic/shapes/shape.ts'
import { readWkt } from '../../../civic/shapes/wkt.ts'
import type { Column, DatasetDefinition } from '../language/dataset.ts'
import { jsonValue } from '../values/kinds.ts'
import type { FoundRow } from './query/row-query.ts'

/** Columns that are properties: the place is the geometry and not said again. */
export function propertiesOf({ columns, geometry }: DatasetDefinition): readonly Column[] {
  return columns.filter(({ id }) => id !== geometry?.lat && id !== geometry?.lon && id !== geometry?.shape)
}

function geometryOf(
  { geometry }: DatasetDefinition,
  cells: FoundRow['cells'],
  lon: number | null,
  lat: number | null,
): Shape | null {
  if (geometry?.shape !== undefined) return readWkt(cells[geometry.shape] ?? '') ?? null
  return lon === null || lat === null ? null : { type: 'Point', coordinates: [round(lon), round(lat)] }
}

/** Seven decimals are a centimetre (RFC 7946, 11.2). */
export const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/**
 * A row as a feature, named by its key. Every property is there, an empty one as null: clients learn the fields from the first page.
 */
export function featureOf(definition: DatasetDefinition, { rowKey, cells, lon, lat }: Omit<FoundRow, 'rowNo'>) {
  return {
    type: 'Feature' as const,
    id: rowKey,
    geometry: geometryOf(definition, cells, lon, lat),
    properties: Object.fromEntries(
      propertiesOf(definition).map(({ id, kind }) => [id, jsonValue(kind, cells[id] ?? '')]),
    ),
  }
}
