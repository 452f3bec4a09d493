import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import { rowsInBox } from '../query/look-up.ts'
import { numbersOf } from '../query/looks.ts'
import type { FoundRow } from '../query/row-query.ts'
import { RowSet } from '../query/row-set.ts'
import { encodeLayer, type TileFigure } from './encode-tile.ts'
import type { TileRow } from './low-zooms.ts'
import { shapeFeatures } from './shapes/shape-features.ts'
import { tileColumns, tileProperties } from './tile-columns.ts'
import { boundsOf, buffer, inTile, type TileAddress, toWorld } from './tile-grid.ts'

/**
 * Places read for one layer of one tile. A zoom that is not built beforehand has fewer; only at the deepest zoom, with more
 * than 4,000 places within 600 metres, some are left out.
 */
const mostRead = 4000
/** Lines and areas that are read at once, and the letters of all that are read for one tile; as with places, those behind are left out. */
const shapesTogether = 20
const mostLetters = 20_000_000

/** The layers of high zooms, made as they are asked for: the points of the loader tell which rows, one statement reads those of all layers. */
export async function liveLayers(
  db: Kysely<InternetDb>,
  datasets: readonly PublicDataset[],
  tile: TileAddress,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const box = boundsOf(tile, buffer)
  const found = await Promise.all(
    datasets.map(async ({ version }) => {
      // Before anything is read: how many rows there are does not matter for a look into their points.
      const { within, edge } = await rowsInBox(db, version.key, box, RowSet.all(version.rows))
      within.addAll(edge)
      return within.slice(0, mostRead)
    }),
  )
  const layers = new Map<string, Uint8Array>()
  for (const [at, { id, version, definition }] of datasets.entries())
    if (hasShape(definition) && found[at]?.length !== 0)
      layers.set(id, encodeLayer(id, await shapesOf(db, version.key, definition, found[at] ?? [], tile)))
  const parts = datasets.flatMap(({ version, definition }, at) => {
    const numbers = found[at] ?? []
    if (numbers.length === 0 || hasShape(definition)) return []
    return sql`(select ${at}::integer as "at", row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
      where version_key = ${version.key} and row_no = any(${numbersOf(numbers)}::integer[]))`
  })
  if (parts.length === 0) return layers
  const { rows } = await sql<FoundRow & { readonly at: number }>`${sql.join(parts, sql` union all `)}`.execute(db)
  for (const [at, { id, definition }] of datasets.entries()) {
    if (hasShape(definition)) continue
    const columns = tileColumns(definition)
    const features = rows.flatMap((row) =>
      row.at !== at || row.lon === null || row.lat === null
        ? []
        : [{ id: row.rowNo, at: inTile(toWorld(row.lon, row.lat), tile), properties: tileProperties(columns, row) }],
    )
    layers.set(id, encodeLayer(id, features))
  }
  return layers
}

const hasShape = ({ geometry }: DatasetDefinition): boolean => geometry?.shape !== undefined

/** Some at a time, so that neither memory nor anybody's wait grows with how many lie here. */
async function shapesOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  definition: DatasetDefinition,
  numbers: readonly number[],
  tile: TileAddress,
): Promise<readonly TileFigure[]> {
  const features: TileFigure[] = []
  let letters = 0
  for (let from = 0; from < numbers.length && letters < mostLetters; from += shapesTogether) {
    const { rows } = await sql<TileRow>`select row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
      where version_key = ${versionKey} and row_no = any(${numbersOf(numbers.slice(from, from + shapesTogether))}::integer[])
      order by row_no`.execute(db)
    features.push(...shapeFeatures(definition, rows, tile))
    letters += rows.reduce((sum, { cells }) => sum + (cells[definition.geometry?.shape ?? '']?.length ?? 0), 0)
  }
  return features
}
