import { distanceTo, isInside, type Position } from '../geo.ts'
import { type Area, type Box, type Line, partsOf, type Shape } from './shape.ts'

/** Whether a shape has anything in common with a box, its border included. A west that is greater than the east crosses the 180th meridian. */
export function meetsBox(shape: Shape, [west, south, east, north]: Box): boolean {
  if (west > east) return meetsBox(shape, [west, south, 180, north]) || meetsBox(shape, [-180, south, east, north])
  const box: Box = [west, south, east, north]
  const { points, lines, areas } = partsOf(shape)
  if (points.some((at) => isInBox(at, box)) || lines.some((line) => lineMeets(line, box))) return true
  // No side in the box: the box lies wholly inside of the area, or wholly outside.
  return areas.some((area) => area.some((ring) => lineMeets(ring, box)) || isInArea([west, south], area))
}

function isInBox([lng, lat]: Position, [west, south, east, north]: Box): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north
}

function lineMeets(line: Line, box: Box): boolean {
  for (let i = 0; i < line.length; i += 1) {
    const at = line[i] as Position
    if (isInBox(at, box)) return true
    const before = line[i - 1]
    if (before !== undefined && sideInBox(before, at, box) !== undefined) return true
  }
  return false
}

/** Inside of the outer ring and of none of the holes (even and odd). */
export function isInArea(at: Position, area: Area): boolean {
  return area.filter((ring) => isInside(at, ring)).length % 2 === 1
}

/** The part of a side that lies in a box, as fractions of its length (Liang and Barsky). Undefined: none of it does. */
export function sideInBox(
  from: Position,
  to: Position,
  [west, south, east, north]: Box,
): readonly [number, number] | undefined {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  let [first, last] = [0, 1]
  for (const [p, q] of [
    [-dx, from[0] - west],
    [dx, east - from[0]],
    [-dy, from[1] - south],
    [dy, north - from[1]],
  ] as const) {
    if (p === 0) {
      if (q < 0) return undefined
    } else if (p < 0) first = Math.max(first, q / p)
    else last = Math.min(last, q / p)
    if (first > last) return undefined
  }
  return [first, last]
}

/** A place on the shape that stands for it: the point itself, the middle of the longest line, or a place well inside of the largest area. */
export function placeOn(shape: Shape): Position {
  const { points, lines, areas } = partsOf(shape)
  const area = largest(areas, (each) => extentOf(each[0] ?? []))
  if (area !== undefined) return insideOf(area)
  const line = largest(lines, extentOf)
  if (line !== undefined) return middleOf(line)
  return points[0] as Position
}

function largest<T>(list: readonly T[], size: (each: T) => number): T | undefined {
  let [best, most] = [list[0], -1]
  for (const each of list) {
    const own = size(each)
    if (own > most) [best, most] = [each, own]
  }
  return best
}

function extentOf(line: Line): number {
  const [lngs, lats] = [line.map(([lng]) => lng), line.map(([, lat]) => lat)]
  return mostOf(lngs) - leastOf(lngs) + mostOf(lats) - leastOf(lats)
}

function middleOf(line: Line): Position {
  const lengths = line
    .slice(1)
    .map((to, i) => Math.hypot(to[0] - (line[i] as Position)[0], to[1] - (line[i] as Position)[1]))
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [line[i] as Position, line[i + 1] as Position]
    if (left <= length && length > 0)
      return [from[0] + ((to[0] - from[0]) * left) / length, from[1] + ((to[1] - from[1]) * left) / length]
    left -= length
  }
  return line[0] as Position
}

/** Of some lines across the area the middle of the widest stretch that lies inside. */
function insideOf(area: Area): Position {
  const lats = (area[0] ?? []).map(([, lat]) => lat)
  const [south, north] = [leastOf(lats), mostOf(lats)]
  let best: { readonly width: number; readonly at: Position } | undefined
  for (let n = 1; n <= 9; n += 1) {
    const lat = south + ((north - south) * n) / 10
    const cuts = area.flatMap((ring) => cutsAt(ring, lat)).sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const [from, to] = [cuts[i] as number, cuts[i + 1] as number]
      if (best === undefined || to - from > best.width) best = { width: to - from, at: [(from + to) / 2, lat] }
    }
  }
  return best?.at ?? (area[0]?.[0] as Position)
}

// A list of ten thousands is too long for the arguments of one call.
const leastOf = (list: readonly number[]): number => list.reduce((least, each) => Math.min(least, each), Infinity)
const mostOf = (list: readonly number[]): number => list.reduce((most, each) => Math.max(most, each), -Infinity)

function cutsAt(ring: Line, lat: number): readonly number[] {
  const cuts: number[] = []
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position]
    if (a[1] > lat !== b[1] > lat) cuts.push(a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]))
  }
  return cuts
}

/** Metres from a place to the nearest of a shape; 0 inside of an area. */
export function metresTo(shape: Shape, from: Position): number {
  const { points, lines, areas } = partsOf(shape)
  if (areas.some((area) => isInArea(from, area))) return 0
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...points.map((at) => distanceTo(from, [at])),
    ...lines.map((line) => distanceTo(from, line, false)),
    ...areas.flat().map((ring) => distanceTo(from, ring)),
  )
}
