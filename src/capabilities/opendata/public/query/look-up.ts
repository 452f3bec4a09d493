import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { KeptPieces } from './kept-pieces.ts'
import { type Points, pointsInBox, pointsOfBytes } from './points.ts'
import { RowSet } from './row-set.ts'
import { placesInBox, squaresOf } from './squares.ts'
import { largeFrom, segmentRows } from './terms.ts'

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
  /** Absent: outside of the box. */
  readonly points: Points | undefined
}

/** Segments whose points are kept in memory, 256 KB each: those of a million rows, and of some small datasets. */
const keptPoints = new KeptPieces<Points>(48)
/** Pieces of orders that are kept, 64 KB each: three orders of a million rows. */
const keptOrders = new KeptPieces<Uint32Array>(192)

/** The rows of `among` whose places lie in a box, and those so near its border that they must be looked at. */
export async function rowsInBox(
  db: Kysely<InternetDb>,
  versionKey: number,
  bounds: Bounds,
  among: RowSet,
): Promise<{ readonly within: RowSet; readonly edge: RowSet }> {
  const within = new RowSet(among.rows)
  const edge = new RowSet(among.rows)
  const squares = among.rows > largeFrom ? squaresOf(bounds) : undefined
  if (squares !== undefined) {
    for (const { segment, rows } of await readPostings(db, versionKey, squares.terms)) {
      const first = segment * segmentRows
      placesInBox(rows, squares.box, (at, near) => {
        if (among.has(first + at)) (near ? edge : within).add(first + at)
      })
    }
    return { within, edge }
  }
  for (const { segment, points } of await placesOf(db, versionKey, bounds, among)) {
    if (points === undefined) continue
    const first = segment * segmentRows
    pointsInBox(points, bounds, (at, near) => {
      if (among.has(first + at)) (near ? edge : within).add(first + at)
    })
  }
  return { within, edge }
}

async function placesOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  bounds: Bounds,
  among: RowSet,
): Promise<readonly Place[]> {
  const { rows } = await sql<Omit<Place, 'points'>>`select segment, west, south, east, north from open_place
    where version_key = ${versionKey}`.execute(db)
  const near = rows.filter((row) => touches(row, bounds) && among.hasAnyIn(row.segment))
  const points = await keptPoints.of(
    db,
    near.map(({ segment }) => `${versionKey}.${segment}`),
    async (missing) => {
      const segments = missing.map((at) => near[at]?.segment)
      const found = await sql<{ segment: number; points: Buffer }>`select segment, points from open_place
        where version_key = ${versionKey} and segment = any(${segments}::integer[])`.execute(db)
      const read = new Map(found.rows.map((row) => [row.segment, pointsOfBytes(row.points)]))
      return segments.map((segment) => read.get(segment ?? -1))
    },
  )
  return near.map((row, at) => ({ ...row, points: points[at] }))
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
      const wanted = Array.from({ length: pieces }, (_, at) => first + at)
      const read = await keptOrders.of(
        db,
        wanted.map((piece) => `${versionKey}.${column}.${piece}`),
        async (missing) => {
          const asked = missing.map((at) => first + at)
          const { rows } = await sql<{ piece: number; rows: Buffer }>`select piece, rows from open_order
            where version_key = ${versionKey} and column_id = ${column} and piece = any(${asked}::integer[])`.execute(
            db,
          )
          const found = new Map(
            rows.map((row) => [row.piece, new Uint32Array(new Uint8Array(row.rows.swap32()).buffer)]),
          )
          return asked.map((piece) => found.get(piece))
        },
      )
      return read.map((each) => each ?? new Uint32Array())
    },
  }
}
