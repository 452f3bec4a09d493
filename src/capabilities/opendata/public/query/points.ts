import type { Bounds } from '../published.ts'

/** Points of rows, two whole numbers of ten-millionths of a degree each: a centimetre. */
export type Points = Int32Array

export const unit = 1e7
/** A row without a place. */
export const nowhere = -(2 ** 31)

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
  const box = boxOf([west, south, east, north])
  for (let at = 0, i = 0; i < points.length; at += 1, i += 2)
    testPoint(box, points[i] ?? nowhere, points[i + 1] ?? nowhere, at, tell)
}

/** The border in whole numbers. */
export interface UnitBox {
  readonly w: number
  readonly s: number
  readonly e: number
  readonly n: number
}

export const boxOf = ([west, south, east, north]: Bounds): UnitBox => ({
  w: Math.floor(west * unit),
  s: Math.floor(south * unit),
  e: Math.ceil(east * unit),
  n: Math.ceil(north * unit),
})

/** Tells of a point that is inside, or within a unit of the border. */
export function testPoint({ w, s, e, n }: UnitBox, lon: number, lat: number, at: number, tell: Told): void {
  if (lon < w - 1 || lon > e + 1 || lat < s - 1 || lat > n + 1 || lon === nowhere) return
  tell(at, lon <= w + 1 || lon >= e - 1 || lat <= s + 1 || lat >= n - 1)
}
