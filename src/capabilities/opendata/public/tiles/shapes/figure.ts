import type { Position } from '../../../../../civic/geo.ts'
import { type Line, partsOf, type Shape } from '../../../../../civic/shapes/shape.ts'
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

/** What of a shape is drawn in a tile. An area or a line that is too small to be seen is a point. Empty: nothing. */
export function figuresIn(shape: Shape, tile: TileAddress): readonly Figure[] {
  const { points, lines, areas } = partsOf(shape)
  const into = projector(tile)
  const figures: Figure[] = []
  const dots: Corner[] = points.map(into).map(whole).filter(isNear)
  const drawnLines: (readonly Corner[])[] = []
  for (const line of lines) {
    const parts = clipLine(sparse(line.map(into)), -buffer, extent + buffer).map(rounded)
    const seen = parts.filter((part) => part.length > 1)
    if (seen.length > 0) drawnLines.push(...seen)
    else dots.push(...small(line, into))
  }
  const rings: (readonly Corner[])[] = []
  for (const [outer, ...holes] of areas) {
    if (outer === undefined) continue
    const drawn = ringOf(outer, into, 1)
    if (drawn === undefined) {
      dots.push(...small(outer, into))
      continue
    }
    rings.push(drawn, ...holes.flatMap((hole) => [ringOf(hole, into, -1) ?? []]).filter(({ length }) => length > 0))
  }
  if (rings.length > 0) figures.push({ type: 3, geometry: rings })
  if (drawnLines.length > 0) figures.push({ type: 2, geometry: drawnLines })
  if (dots.length > 0) figures.push({ type: 1, geometry: [dots] })
  return figures
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

/** The middle of what is too small to be drawn, where it lies in the tile at all. */
function small(line: Line, into: (place: Position) => Corner): readonly Corner[] {
  const corners = line.map(into)
  const side = (at: 0 | 1): readonly [number, number] => [
    corners.reduce((least, each) => Math.min(least, each[at]), Infinity),
    corners.reduce((most, each) => Math.max(most, each[at]), -Infinity),
  ]
  const [[left, right], [top, bottom]] = [side(0), side(1)]
  if (right - left > extent / 16 || bottom - top > extent / 16) return []
  return [whole([(left + right) / 2, (top + bottom) / 2])].filter(isNear)
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
