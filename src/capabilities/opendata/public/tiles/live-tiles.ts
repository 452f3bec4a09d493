import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { PublicDataset } from '../catalogue.ts'
import { searchBox } from '../query/place-box.ts'
import type { FoundRow } from '../query/row-query.ts'
import { encodeLayer } from './encode-tile.ts'
import { tileColumns, tileProperties } from './tile-columns.ts'
import { boundsOf, buffer, inTile, type TileAddress, toWorld } from './tile-grid.ts'

/**
 * Places read for one layer of one tile. A zoom that is not built beforehand has fewer; only at the deepest zoom, with more
 * than 4,000 places within 600 metres, some are left out.
 */
const mostRead = 4000

/** The layers of high zooms, read as they are asked for: one statement for all, each a look into the index of places. */
export async function liveLayers(
  db: Kysely<InternetDb>,
  datasets: readonly PublicDataset[],
  tile: TileAddress,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (datasets.length === 0) return new Map()
  const [west, south, east, north] = boundsOf(tile, buffer)
  const parts = datasets.map(
    ({ version }, at) => sql`(select ${at}::integer as "at", row_no as "rowNo", row_key as "rowKey", cells, lon, lat
      from open_row where version_key = ${version.key}
      and place && ${searchBox(version.key, [west, south, east, north])}::box
      and lon between ${west} and ${east} and lat between ${south} and ${north} limit ${mostRead})`,
  )
  const { rows } = await sql<FoundRow & { readonly at: number }>`${sql.join(parts, sql` union all `)}`.execute(db)
  return new Map(
    datasets.map(({ id, definition }, at) => {
      const columns = tileColumns(definition)
      const features = rows.flatMap((row) =>
        row.at !== at || row.lon === null || row.lat === null
          ? []
          : [{ id: row.rowNo, at: inTile(toWorld(row.lon, row.lat), tile), properties: tileProperties(columns, row) }],
      )
      return [id, encodeLayer(id, features)] as const
    }),
  )
}
