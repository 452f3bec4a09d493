import { type Kysely, sql } from 'kysely'
import { lengthOf, type Position } from '../../../../civic/geo.ts'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { PublicDataset, ShownVersion } from '../catalogue.ts'
import { placeBox, searchBox } from '../query/place-box.ts'
import { askRows } from '../query/read-rows.ts'
import type { FoundRow, RowQuery } from '../query/row-query.ts'

/** Marks that a drawn map has of one layer at most; beyond it a picture shows nothing but marks. */
export const mostMarks = 400

export interface PlacedRow extends FoundRow {
  readonly lon: number
  readonly lat: number
}

/** Rows that have a place, in the order of the file: one more than `mostMarks` when there are more. */
export async function readPlaces(
  db: Kysely<InternetDb>,
  { version }: Pick<PublicDataset, 'version'>,
  { conditions, words, bounds = version.bounds }: Pick<RowQuery, 'conditions' | 'words' | 'bounds'>,
): Promise<readonly PlacedRow[]> {
  if (bounds === undefined) return []
  if (conditions.length === 0 && words.length === 0 && bounds === version.bounds) {
    const { rows } = await sql<PlacedRow>`select row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
      where version_key = ${version.key} and place is not null order by row_no limit ${mostMarks + 1}`.execute(db)
    return rows
  }
  const asked = await askRows(db, { versionKey: version.key, conditions, words, bounds, sort: [] }, version.rows)
  return (await asked.page(0, mostMarks + 1)) as readonly PlacedRow[]
}

/** Places looked at for each that is told: the index orders by degrees, and a degree of longitude is shorter than one of latitude. */
const reserve = 4
/** Nobody walks further. */
const farthestDegrees = 3

/** The nearest rows to a place with their distance in metres, the nearest first; `flag`: only those that say yes in this column. */
export async function nearestRows(
  db: Kysely<InternetDb>,
  { key: versionKey }: Pick<ShownVersion, 'key'>,
  from: Position,
  limit: number,
  flag?: string,
): Promise<readonly { readonly row: PlacedRow; readonly metres: number }[]> {
  const [lon, lat] = from
  const around = searchBox(versionKey, [
    lon - farthestDegrees,
    lat - farthestDegrees,
    lon + farthestDegrees,
    lat + farthestDegrees,
  ])
  const here = placeBox(versionKey, [lon, lat, lon, lat])
  const where = flag === undefined ? sql`` : sql`and cells ->> ${flag} = '1'`
  const { rows } = await sql<PlacedRow>`select row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
    where version_key = ${versionKey} and place && ${around}::box ${where}
    order by place <-> center(${here}::box) limit ${limit * reserve}`.execute(db)
  return rows
    .map((row) => ({ row, metres: Math.round(lengthOf([from, [row.lon, row.lat]])) }))
    .sort((a, b) => a.metres - b.metres || a.row.rowNo - b.row.rowNo)
    .slice(0, limit)
}
