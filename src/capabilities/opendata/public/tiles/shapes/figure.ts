import type { Position } from '../../../../../civic/geo.ts'
import { boxOf, type Line, partsOf, type Shape } from '../../../../../civic/shapes/shape.ts'
import { buffer, extent, type TileAddress, toWorld } from '../tile-grid.ts'
import { type Corner, clipLine, clipRing } from './clip.ts'

/** A shape, or a part of it, in the units of its tile: points, lines or rings. */
export interface Figure {
  /** As Mapbox Vector Tile 2.1 numbers them: 1 points, 2 lines, 3 areas. */
  readonly type: 1 | 2 | 3
  readonly geometry: readonly (readonly Corner[])[]
}

/** Nearer corners are left out: a quarter of a pixel of a map of 256 pixels a tile. */
const nearest = 4

/**
 * What of a shape is drawn in a tile. A shape that is too small to be seen is a point; a small part of one that is seen, an islet, is left out.
 * Empty: nothing of it lies here.
 */
export function figuresIn(shape: Shape, tile: TileAddress): readonly Figure[] {
  const { points, lines, areas } = partsOf(shape)
  const into = projector(tile)
  const dot = points.length > 0 ? undefined : dotOf(shape, into)
  if (dot !== undefined || points.length > 0) {
    const dots = [...points.map(into), ...(dot === undefined ? [] : [dot])].map(whole).filter(isNear)
    return dots.length === 0 ? [] : [{ type: 1, geometry: [dots] }]
  }
  const ways = lines.flatMap((line) =>
    clipLine(sparse(line.map(into)), -buffer, extent + buffer)
      .map(rounded)
      .filter((part) => part.length > 1),
  )
  const rings = areas.flatMap(([outer = [], ...holes]) => {
    const drawn = ringOf(outer, into, 1)
    return drawn === undefined ? [] : [drawn, ...holes.flatMap((hole) => [ringOf(hole, into, -1) ?? []])]
  })
  return [
    ...(rings.length > 0 ? [{ type: 3 as const, geometry: rings.filter(({ length }) => length > 0) }] : []),
    ...(ways.length > 0 ? [{ type: 2 as const, geometry: ways }] : []),
  ]
}

/** Units within which a line or an area can't be told from a point: two pixels of a map of 256 pixels a tile. */
const pointSize = 32

/** The middle of a line or an area that is too small to be seen as such. */
function dotOf(shape: Shape, into: (place: Position) => Corner): Corner | undefined {
  const box = boxOf(shape)
  if (box === undefined) return undefined
  const [left, bottom] = into([box[0], box[1]])
  const [right, top] = into([box[2], box[3]])
  return right - left > pointSize || bottom - top > pointSize ? undefined : [(left + right) / 2, (top + bottom) / 2]
}

function projector({ z, x, y }: TileAddress): (place: Position) => Corner {
  const count = 2 ** z
  return ([lng, lat]) => {
    const [worldX, worldY] = toWorld(lng, lat)
    return [(worldX * count - x) * extent, (worldY * count - y) * extent]
  }
}

/** A ring of a tile: closed, clipped, on whole units; outer ones have a positive area with y downwards (4.3.4.4), holes a negative one. */
function ringOf(ring: Line, into: (place: Position) => Corner, way: 1 | -1): readonly Corner[] | undefined {
  const clipped = clipRing(sparse(ring.map(into)), -buffer, extent + buffer)
  const drawn = rounded(clipped)
  const closed = drawn.length > 0 && !same(drawn[0], drawn.at(-1)) ? [...drawn, drawn[0] as Corner] : drawn
  const area = areaOf(closed)
  if (closed.length < 4 || Math.abs(area) < nearest) return undefined
  return area * way < 0 ? [...closed].reverse() : closed
}

function isNear([x, y]: Corner): boolean {
  return x >= -buffer && x <= extent + buffer && y >= -buffer && y <= extent + buffer
}

const whole = ([x, y]: Corner): Corner => [Math.round(x), Math.round(y)]
const same = (a: Corner | undefined, b: Corner | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Without the corners that nobody could tell from the one before; the last stays. */
function sparse(corners: readonly Corner[]): readonly Corner[] {
  const kept: Corner[] = []
  corners.forEach((corner, i) => {
    const before = kept.at(-1)
    const far =
      before === undefined || Math.max(Math.abs(corner[0] - before[0]), Math.abs(corner[1] - before[1])) >= nearest
    if (far || i === corners.length - 1) kept.push(corner)
  })
  return kept
}

function rounded(corners: readonly Corner[]): readonly Corner[] {
  const all = corners.map(whole)
  return all.filter((corner, i) => i === 0 || !same(corner, all[i - 1]))
}

function areaOf(ring: readonly Corner[]): number {
  let twice = 0
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1] as Corner, ring[i] as Corner]
    twice += a[0] * b[1] - b[0] * a[1]
  }
  return twice / 2
}
