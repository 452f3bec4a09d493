import type { Position } from '../../../../civic/geo.ts'
import type { Bounds } from '../published.ts'

/** What part of the earth a drawn map shows, and how large it is. Longitudes are shortened as at its middle. */
export interface PictureFrame {
  readonly bounds: Bounds
  readonly width: number
  readonly height: number
}

export type PicturePoint = readonly [x: number, y: number]

const width = 640
/** Higher or lower than this a picture is of no use on a page. */
const heights = { least: 240, most: 560 } as const
/** Nothing is shown nearer than about 2 km: a single place needs its surroundings. */
const leastDegrees = 0.02

/** A frame around a box with some air. */
export function frameAround([west, south, east, north]: Bounds): PictureFrame {
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  const shortened = Math.cos((middle.lat * Math.PI) / 180)
  let across = Math.max((east - west) * 1.12, leastDegrees) * shortened
  let up = Math.max((north - south) * 1.12, leastDegrees)
  const height = Math.round(Math.min(heights.most, Math.max(heights.least, (width * up) / across)))
  // The side that is too short for the picture gets more of the surroundings.
  if (up / across > height / width) across = (up * width) / height
  else up = (across * height) / width
  const [lon, lat] = [across / shortened / 2, up / 2]
  return { bounds: [middle.lon - lon, middle.lat - lat, middle.lon + lon, middle.lat + lat], width, height }
}

export function intoPicture([lon, lat]: Position, { bounds, width: across, height }: PictureFrame): PicturePoint {
  const [west, south, east, north] = bounds
  const round = (value: number): number => Math.round(value * 10) / 10
  return [round(((lon - west) / (east - west)) * across), round(((north - lat) / (north - south)) * height)]
}

/**
 * The outline of a ring as an SVG path with no more points than can be seen (Douglas and Peucker, half a unit). Undefined: it lies outside,
 * or is smaller than a dot.
 */
export function outlineOf(ring: readonly Position[], frame: PictureFrame): string | undefined {
  const points = ring.map((each) => intoPicture(each, frame))
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (right < 0 || left > frame.width || bottom < 0 || top > frame.height) return undefined
  if (right - left < 1 && bottom - top < 1) return undefined
  const half = Math.floor(points.length / 2)
  const fewer = [...simplify(points.slice(0, half + 1), 0.5).slice(0, -1), ...simplify(points.slice(half), 0.5)]
  return fewer.length < 3 ? undefined : `M${fewer.map(([x, y]) => `${x} ${y}`).join('L')}z`
}

/** Leaves out points that lie nearer to the line of the others than `tolerance`. */
export function simplify(points: readonly PicturePoint[], tolerance: number): readonly PicturePoint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < 3 || first === undefined || last === undefined) return points
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  let [farthest, at] = [0, 0]
  points.forEach(([x, y], i) => {
    const [px, py] = [x - first[0], y - first[1]]
    const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
    if (distance > farthest) [farthest, at] = [distance, i]
  })
  if (farthest <= tolerance) return [first, last]
  return [...simplify(points.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(points.slice(at), tolerance)]
}
