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

/** How a point lies to a box: `edge` so near its border that the rounding could decide. */
export type Lies = 'in' | 'out' | 'edge'

/** A test of points against a box. A west that is greater than the east crosses the 180th meridian. */
export function boxTest([west, south, east, north]: Bounds): (points: Points, at: number) => Lies {
  const [w, s, e, n] = [west * unit, south * unit, east * unit, north * unit]
  const crosses = west > east
  return (points, at) => {
    const lon = points[at * 2] ?? nowhere
    if (lon === nowhere) return 'out'
    const lat = points[at * 2 + 1] ?? nowhere
    if (lat < s - 1 || lat > n + 1) return 'out'
    if (crosses ? lon < w - 1 && lon > e + 1 : lon < w - 1 || lon > e + 1) return 'out'
    const inside = crosses ? lon > w + 1 || lon < e - 1 : lon > w + 1 && lon < e - 1
    return inside && lat > s + 1 && lat < n - 1 ? 'in' : 'edge'
  }
}
