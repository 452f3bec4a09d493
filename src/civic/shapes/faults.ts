import { areaOf, isInJapan, type Position } from '../geo.ts'
import { type Area, type Line, partsOf, type Shape, strokesOf } from './shape.ts'

/** What can be wrong with a shape that could be read. */
export type ShapeFault = 'outside-world' | 'outside-japan' | 'swapped' | 'too-few-places' | 'crosses-itself'

/** The worst that is wrong, or undefined. Open rings are no fault here: `closed` closes them. */
export function faultOf(shape: Shape): ShapeFault | undefined {
  const places = strokesOf(shape).flat()
  const turned = (at: Position): Position => [at[1], at[0]]
  if (places.every((at) => !isInJapan(at) && isInJapan(turned(at)))) return 'swapped'
  if (places.some(([lng, lat]) => Math.abs(lng) > 180 || Math.abs(lat) > 90)) return 'outside-world'
  const { lines, areas } = partsOf(shape)
  if (lines.some((line) => new Set(line.map(String)).size < 2)) return 'too-few-places'
  const rings = areas.flat()
  if (rings.some((ring) => ring.length < 4)) return 'too-few-places'
  if (!places.every(isInJapan)) return 'outside-japan'
  if (rings.some(crosses)) return 'crosses-itself'
  return rings.some((ring) => areaOf(ring) === 0) ? 'too-few-places' : undefined
}

/** As RFC 7946 wants it (3.1.6): rings closed, outer ones to the left, holes to the right; a place twice in a row is there once. */
export function tidy(shape: Shape): Shape {
  const area = (rings: Area): Area => rings.map((ring, at) => turnedTo(closed(once(ring)), at === 0 ? 1 : -1))
  switch (shape.type) {
    case 'LineString':
      return { ...shape, coordinates: once(shape.coordinates) }
    case 'MultiLineString':
      return { ...shape, coordinates: shape.coordinates.map(once) }
    case 'Polygon':
      return { ...shape, coordinates: area(shape.coordinates) }
    case 'MultiPolygon':
      return { ...shape, coordinates: shape.coordinates.map(area) }
    default:
      return shape
  }
}

const same = (a: Position | undefined, b: Position | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1]
const once = (line: Line): Line => line.filter((at, i) => i === 0 || !same(at, line[i - 1]))
const closed = (ring: Line): Line => (ring[0] === undefined || same(ring[0], ring.at(-1)) ? ring : [...ring, ring[0]])

/** Twice the area on the plane of the numbers; positive when it goes to the left. */
function turning(ring: Line): number {
  let twice = 0
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position]
    twice += a[0] * b[1] - b[0] * a[1]
  }
  return twice
}

function turnedTo(ring: Line, way: 1 | -1): Line {
  return turning(ring) * way < 0 ? [...ring].reverse() : ring
}

/**
 * Whether two sides of a closed ring cross. Sides are gone through from west to east, each held against those that reach into its
 * longitudes: a coast of some ten thousand places is looked at in moments. A ring made so that all sides lie beside each other is looked at in part.
 */
function crosses(ring: Line): boolean {
  const sides = ring.slice(1).map((to, i) => {
    const from = ring[i] as Position
    return { i, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) }
  })
  let left = mostCompared
  const sorted = [...sides].sort((a, b) => a.west - b.west)
  for (const [n, a] of sorted.entries())
    for (let m = n + 1; m < sorted.length; m += 1) {
      const b = sorted[m] as (typeof sorted)[number]
      left -= 1
      if (b.west > a.east || left < 0) break
      const apart = Math.abs(a.i - b.i)
      if (apart > 1 && apart < sides.length - 1 && cross(a.from, a.to, b.from, b.to)) return true
    }
  return false
}

/** Pairs of sides of a ring that are held against each other. */
const mostCompared = 5_000_000

/** Properly: each end of one lies on another side of the other. Rings that touch themselves in a place are common and harmless. */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function side(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
}
