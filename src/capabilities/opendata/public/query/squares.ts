import type { Bounds } from '../published.ts'
import { boxOf, nowhere, type Points, type Told, testPoint, type UnitBox } from './points.ts'
import { squareTerm } from './terms.ts'

/** Side of a square in the units of points: 0.005 degrees, some 500 metres, about a tile of the deepest zoom. */
const side = 50_000
/** A box that touches more squares is tested against all places. */
const mostSquares = 64
/** Place within the segment, longitude, latitude. */
const bytesOfPlace = 10

/** The squares that a box touches; undefined: too many, or across the 180th meridian. */
export function squaresOf(bounds: Bounds): { readonly terms: readonly string[]; readonly box: UnitBox } | undefined {
  const [west, , east] = bounds
  if (west > east) return undefined
  const box = boxOf(bounds)
  const columns = range(box.w, box.e)
  const rows = range(box.s, box.n)
  if (columns.length * rows.length > mostSquares) return undefined
  return { terms: columns.flatMap((column) => rows.map((row) => squareTerm(column, row))), box }
}

/** As many numbers as could be too many, and one more. */
function range(from: number, to: number): readonly number[] {
  // Points within a unit of the border count.
  const [first, last] = [Math.floor((from - 1) / side), Math.floor((to + 1) / side)]
  return Array.from({ length: Math.max(0, Math.min(last - first + 1, mostSquares + 1)) }, (_, at) => first + at)
}

/** The places of a segment's rows by their squares, as they are kept. */
export function* placesBySquare(points: Points, rows: number): Generator<{ term: string; rows: Buffer }> {
  const squares = new Map<string, number[]>()
  for (let at = 0; at < rows; at += 1) {
    const [lon, lat] = [points[at * 2] ?? nowhere, points[at * 2 + 1] ?? nowhere]
    if (lon === nowhere) continue
    const name = `${Math.floor(lon / side)} ${Math.floor(lat / side)}`
    const list = squares.get(name)
    if (list) list.push(at)
    else squares.set(name, [at])
  }
  for (const [name, places] of squares) {
    const [column = 0, row = 0] = name.split(' ').map(Number)
    const bytes = Buffer.alloc(places.length * bytesOfPlace)
    places.forEach((at, n) => {
      bytes.writeUInt16LE(at, n * bytesOfPlace)
      bytes.writeInt32LE(points[at * 2] ?? nowhere, n * bytesOfPlace + 2)
      bytes.writeInt32LE(points[at * 2 + 1] ?? nowhere, n * bytesOfPlace + 6)
    })
    yield { term: squareTerm(column, row), rows: bytes }
  }
}

/** Tells of each place of a square that is in a box, as `pointsInBox` does. */
export function placesInBox(kept: Buffer, box: UnitBox, tell: Told): void {
  for (let at = 0; at + bytesOfPlace <= kept.length; at += bytesOfPlace)
    testPoint(box, kept.readInt32LE(at + 2), kept.readInt32LE(at + 6), kept.readUInt16LE(at), tell)
}
