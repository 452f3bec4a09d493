import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { PublicDataset } from '../catalogue.ts'
import { rowsInBox } from '../query/look-up.ts'
import { numbersOf } from '../query/looks.ts'
import type { FoundRow } from '../query/row-query.ts'
import { RowSet } from '../query/row-set.ts'
import { encodeLayer } from './encode-tile.ts'
import { shapeFeatures } from './shapes/shape-features.ts'
import { tileColumns, tileProperties } from './tile-columns.ts'
import { boundsOf, buffer, inTile, type TileAddress, toWorld } from './tile-grid.ts'

/**
 * Places read for one layer of one tile. A zoom that is not built beforehand has fewer; only at the deepest zoom, with more
 * than 4,000 places within 600 metres, some are left out.
 */
const mostRead = 4000

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
  const parts = datasets.flatMap(({ version }, at) => {
    const numbers = found[at] ?? []
    if (numbers.length === 0) return []
    return sql`(select ${at}::integer as "at", row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
      where version_key = ${version.key} and row_no = any(${numbersOf(numbers)}::integer[]))`
  })
  if (parts.length === 0) return new Map()
  const { rows } = await sql<FoundRow & { readonly at: number }>`${sql.join(parts, sql` union all `)}`.execute(db)
  return new Map(
    datasets.map(({ id, definition }, at) => {
      const own = rows.filter((row) => row.at === at)
      if (definition.geometry?.shape !== undefined)
        return [id, encodeLayer(id, shapeFeatures(definition, own, tile))] as const
      const columns = tileColumns(definition)
      const features = own.flatMap((row) =>
        row.lon === null || row.lat === null
          ? []
          : [{ id: row.rowNo, at: inTile(toWorld(row.lon, row.lat), tile), properties: tileProperties(columns, row) }],
      )
      return [id, encodeLayer(id, features)] as const
    }),
  )
}
