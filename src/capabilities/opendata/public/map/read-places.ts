import type { Kysely } from 'kysely'
import { lengthOf, type Position } from '../../../../civic/geo.ts'
import { metresTo } from '../../../../civic/shapes/meet.ts'
import { readWkt } from '../../../../civic/shapes/wkt.ts'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { PublicDataset, ShownVersion } from '../catalogue.ts'
import { askRows } from '../query/read-rows.ts'
import type { Condition, PlacedRow, RowQuery } from '../query/row-query.ts'

/** Marks that a drawn map has of one layer at most; beyond it a picture shows nothing but marks. */
export const mostMarks = 400

/** Outlines are longer than marks. */
const mostShapes = 60

/** Rows that a drawn map has of a layer at most. */
export function mostDrawn({ geometry }: Pick<DatasetDefinition, 'geometry'>): number {
  return geometry?.shape === undefined ? mostMarks : mostShapes
}

/** Rows that have a place, in the order of the file: one more than `mostDrawn` when there are more. */
export async function readPlaces(
  db: Kysely<InternetDb>,
  { version, definition }: Pick<PublicDataset, 'version' | 'definition'>,
  { conditions, words, bounds }: Pick<RowQuery, 'conditions' | 'words' | 'bounds'>,
): Promise<readonly PlacedRow[]> {
  if (version.bounds === undefined) return []
  const limit = mostDrawn(definition) + 1
  const question = { versionKey: version.key, conditions, words, sort: [], ...(bounds === undefined ? {} : { bounds }) }
  const asked = await askRows(db, question, version.rows)
  return bounds === undefined
    ? asked.placed({ bounds: version.bounds, limit, cells: true })
    : ((await asked.page(0, limit)) as readonly PlacedRow[])
}

/** Half the side of the boxes that are looked through one after the other, in degrees: from 200 metres to 300 kilometres. */
const rings = [0.002, 0.01, 0.05, 0.25, 1, 3]
/** A degree is at least so many metres, of longitude in the north of Japan. */
const leastMetres = 75_000
/** Rows of a box that are compared. */
const mostCompared = 3000

export interface NearRow {
  readonly row: PlacedRow
  readonly metres: number
}

/**
 * The nearest rows to a place with their distance in metres, the nearest first; `flag`: only those that say yes in this column; `shape`:
 * where their lines and areas stand.
 */
export async function nearestRows(
  db: Kysely<InternetDb>,
  { key: versionKey, rows: total }: Pick<ShownVersion, 'key' | 'rows'>,
  from: Position,
  limit: number,
  { flag, shape }: { readonly flag?: string; readonly shape?: string } = {},
): Promise<readonly NearRow[]> {
  const [lon, lat] = from
  const conditions: readonly Condition[] = flag === undefined ? [] : [{ kind: 'is', column: flag, values: ['1'] }]
  let found: readonly NearRow[] = []
  for (const ring of rings) {
    const bounds = [lon - ring, lat - ring, lon + ring, lat + ring] as const
    const asked = await askRows(db, { versionKey, conditions, words: [], bounds, sort: [] }, total)
    const rows = (await asked.page(0, mostCompared)) as readonly PlacedRow[]
    found = rows
      .map((row) => ({ row, metres: Math.round(distanceTo(row, from, shape)) }))
      .sort((a, b) => a.metres - b.metres || a.row.rowNo - b.row.rowNo)
      .slice(0, limit)
    // In the corners of a box are rows that are farther away than others outside of it.
    const sure = found.filter(({ metres }) => metres <= ring * leastMetres)
    if (sure.length === limit || found.length === total) break
  }
  return found
}

function distanceTo(row: PlacedRow, from: Position, column: string | undefined): number {
  const shape = column === undefined ? undefined : readWkt(row.cells[column] ?? '')
  return shape === undefined ? lengthOf([from, [row.lon, row.lat]]) : metresTo(shape, from)
}
