import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { boxesInBox } from './boxes.ts'
import { type Points, pointsInBox, pointsOfBytes } from './points.ts'
import { RowSet } from './row-set.ts'
import { segmentRows } from './terms.ts'

export interface Posting {
  readonly term: string
  readonly segment: number
  readonly rows: Buffer
}

/** Where these terms stand, in all segments of a version. */
export async function readPostings(
  db: Kysely<InternetDb>,
  versionKey: number,
  terms: readonly string[],
): Promise<readonly Posting[]> {
  if (terms.length === 0) return []
  const { rows } = await sql<Posting>`select term::text as term, segment, rows from open_posting
    where version_key = ${versionKey} and term = any(${`{${terms.join(',')}}`}::bigint[])`.execute(db)
  return rows
}

interface Place {
  readonly segment: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** Column of kind `shape` when `points` are boxes around shapes. */
  readonly shape: string | null
  /** Absent: outside of the box. */
  readonly points: Points | undefined
}

/** Segments whose points are kept in memory, 256 KB each: those of a million rows, and of some small datasets. */
const mostKept = 48
/** By version and segment; versions never change. The oldest is at the front. */
const kept = new WeakMap<object, Map<string, Points>>()

/**
 * The rows of `among` whose places lie in a box, and those so near its border that they must be looked at: by their coordinates, or by the
 * `shape` in that column.
 */
export async function rowsInBox(
  db: Kysely<InternetDb>,
  versionKey: number,
  bounds: Bounds,
  among: RowSet,
): Promise<{ readonly within: RowSet; readonly edge: RowSet; readonly shape?: string }> {
  const within = new RowSet(among.rows)
  const edge = new RowSet(among.rows)
  let column: string | undefined
  for (const { segment, shape, points } of await placesOf(db, versionKey, bounds, among)) {
    if (points === undefined) continue
    column = shape ?? undefined
    const first = segment * segmentRows
    const inBox = shape === null ? pointsInBox : boxesInBox
    inBox(points, bounds, (at, near) => {
      if (among.has(first + at)) (near ? edge : within).add(first + at)
    })
  }
  return { within, edge, ...(column === undefined ? {} : { shape: column }) }
}

async function placesOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  bounds: Bounds,
  among: RowSet,
): Promise<readonly Place[]> {
  const { rows } = await sql<Omit<Place, 'points'>>`select segment, west, south, east, north, shape from open_place
    where version_key = ${versionKey}`.execute(db)
  const near = rows.filter((row) => touches(row, bounds) && among.hasAnyIn(row.segment))
  const cache = kept.get(db) ?? new Map<string, Points>()
  kept.set(db, cache)
  const keyOf = (segment: number): string => `${versionKey}.${segment}`
  const missing = near.filter(({ segment }) => !cache.has(keyOf(segment))).map(({ segment }) => segment)
  const read = new Map<number, Points>()
  if (missing.length > 0) {
    const found = await sql<{ segment: number; points: Buffer }>`select segment, points from open_place
      where version_key = ${versionKey} and segment = any(${missing}::integer[])`.execute(db)
    for (const { segment, points } of found.rows) read.set(segment, pointsOfBytes(points))
  }
  return near.map((row) => {
    const key = keyOf(row.segment)
    const points = cache.get(key) ?? read.get(row.segment)
    if (points !== undefined) {
      cache.delete(key)
      cache.set(key, points)
      for (const oldest of cache.keys()) {
        if (cache.size <= mostKept) break
        cache.delete(oldest)
      }
    }
    return { ...row, points }
  })
}

/** A thousandth of a degree more: the test of each point decides. */
function touches(place: Omit<Place, 'points'>, [west, south, east, north]: Bounds): boolean {
  const more = 0.001
  if (place.north < south - more || place.south > north + more) return false
  const across = west > east
  return across
    ? place.east >= west - more || place.west <= east + more
    : place.east >= west - more && place.west <= east + more
}

/** Numbers of rows in a piece of an order. */
export const rowsOfPiece = 16_384

/** The order of the rows that have a value in a column. */
export interface RowOrder {
  readonly rows: number
  /** Numbers of rows, from 1, of some pieces one after the other. */
  read(firstPiece: number, pieces: number): Promise<readonly Uint32Array[]>
}

/** Undefined: there is no such order. */
export async function orderOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  column: string,
): Promise<RowOrder | undefined> {
  const { rows: ends } = await sql<{ pieces: number; last: number }>`
    select piece + 1 as pieces, length(rows) / 4 as last from open_order
    where version_key = ${versionKey} and column_id = ${column} order by piece desc limit 1`.execute(db)
  const end = ends[0]
  if (end === undefined) return undefined
  return {
    rows: (end.pieces - 1) * rowsOfPiece + end.last,
    read: async (first, pieces) => {
      const { rows } = await sql<{ rows: Buffer }>`select rows from open_order
        where version_key = ${versionKey} and column_id = ${column} and piece >= ${first} and piece < ${first + pieces}
        order by piece`.execute(db)
      return rows.map(({ rows: bytes }) => new Uint32Array(new Uint8Array(bytes.swap32()).buffer))
    },
  }
}
