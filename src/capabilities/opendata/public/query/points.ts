import type { Bounds } from '../published.ts'

/** Points of rows, two whole numbers of ten-millionths of a degree each: a centimetre. */
export type Points = Int32Array

const unit = 1e7
/** A row without a place. */
const nowhere = -(2 ** 31)

export const roomForPoints = (rows: number): Points => new Int32Array(rows * 2)

export function setPoint(points: Points, at: number, lon: number | null, lat: number | null): void {
  const placed = lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  points[at * 2] = placed ? Math.round(lon * unit) : nowhere
  points[at * 2 + 1] = placed ? Math.round(lat * unit) : nowhere
}

export const bytesOfPoints = (points: Points, rows: number): Buffer =>
  Buffer.from(points.buffer, points.byteOffset, rows * 8)

export const pointsOfBytes = (bytes: Buffer): Points => new Int32Array(new Uint8Array(bytes).buffer)

/** Told of each point in a box by its place in the list; `edge`: so near the border that the rounding could decide. */
export type Told = (at: number, edge: boolean) => void

/** Goes through points. A west that is greater than the east crosses the 180th meridian. */
export function pointsInBox(points: Points, [west, south, east, north]: Bounds, tell: Told): void {
  if (west > east) {
    pointsInBox(points, [west, south, 180, north], tell)
    pointsInBox(points, [-180, south, east, north], tell)
    return
  }
  // A unit more and a unit less than the border, in whole numbers.
  const [w, s, e, n] = [
    Math.floor(west * unit),
    Math.floor(south * unit),
    Math.ceil(east * unit),
    Math.ceil(north * unit),
  ]
  for (let at = 0, i = 0; i < points.length; at += 1, i += 2) {
    const lon = points[i] ?? nowhere
    if (lon < w - 1 || lon > e + 1) continue
    const lat = points[i + 1] ?? nowhere
    if (lat < s - 1 || lat > n + 1 || lon === nowhere) continue
    tell(at, lon <= w + 1 || lon >= e - 1 || lat <= s + 1 || lat >= n - 1)
  }
}
