import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { boxesInBox } from './boxes.ts'
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

interface PlaceHead {
  readonly segment: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** Column of kind `shape` when the places are boxes around shapes. */
  readonly shape: string | null
}

interface Place extends PlaceHead {
  /** Absent: outside of the box. */
  readonly points: Points | undefined
}

/** Versions of which it is kept where their places are: a few hundred bytes each. */
const keptHeads = new KeptPieces<readonly PlaceHead[]>(64)

/** Segments whose points are kept in memory, 256 KB each: those of a million rows, and of some small datasets. */
const keptPoints = new KeptPieces<Points>(48)
/** Pieces of orders that are kept, 64 KB each: five orders of a million rows, 20 MB; a sort by several columns walks one for each. */
const keptOrders = new KeptPieces<Uint32Array>(320)

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
  const heads = await placeHeadsOf(db, versionKey)
  const shape = heads.find((head) => head.shape !== null)?.shape ?? undefined
  const squares = shape === undefined && among.rows > largeFrom ? squaresOf(bounds) : undefined
  if (squares !== undefined) {
    for (const { segment, rows } of await readPostings(db, versionKey, squares.terms)) {
      const first = segment * segmentRows
      placesInBox(rows, squares.box, (at, near) => {
        if (among.has(first + at)) (near ? edge : within).add(first + at)
      })
    }
    return { within, edge }
  }
  const inBox = shape === undefined ? pointsInBox : boxesInBox
  for (const { segment, points } of await placesOf(db, versionKey, heads, bounds, among)) {
    if (points === undefined) continue
    const first = segment * segmentRows
    inBox(points, bounds, (at, near) => {
      if (among.has(first + at)) (near ? edge : within).add(first + at)
    })
  }
  return { within, edge, ...(shape === undefined ? {} : { shape }) }
}

/** Where the places of each segment are. */
async function placeHeadsOf(db: Kysely<InternetDb>, versionKey: number): Promise<readonly PlaceHead[]> {
  const [heads = []] = await keptHeads.of(db, [String(versionKey)], async () => {
    const { rows } = await sql<PlaceHead>`select segment, west, south, east, north, shape from open_place
      where version_key = ${versionKey}`.execute(db)
    return [rows]
  })
  return heads
}

async function placesOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  heads: readonly PlaceHead[],
  bounds: Bounds,
  among: RowSet,
): Promise<readonly Place[]> {
  const near = heads.filter((row) => touches(row, bounds) && among.hasAnyIn(row.segment))
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
function touches(place: PlaceHead, [west, south, east, north]: Bounds): boolean {
  const more = 0.001
  if (place.north < south - more || place.south > north + more) return false
  const across = west > east
  return across
    ? place.east >= west - more || place.west <= east + more
    : place.east >= west - more && place.west <= east + more
}

/** Numbers of rows in a piece of an order. */
export const rowsOfPiece = 16_384

/** The row, from 0, that an entry of an order stands for. */
export const rowOfEntry = (entry: number): number => (entry & 0x7fffffff) - 1

/** Whether its value is another one than that of the entry before. */
export const startsValue = (entry: number): boolean => entry >>> 31 === 1

/** The order of the rows that have a value in a column. */
export interface RowOrder {
  readonly rows: number
  readonly pieces: number
  /** Rows of one piece. */
  rowsOf(piece: number): number
  /** Entries of some pieces one after the other: the number of a row, from 1, its highest bit set where the value changes. */
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
    pieces: end.pieces,
    rowsOf: (piece) => (piece === end.pieces - 1 ? end.last : rowsOfPiece),
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
