import { sideInBox } from '../../../../../civic/shapes/meet.ts'

export type Corner = readonly [x: number, y: number]

/** The parts of a line within the square from `least` to `most`. */
export function clipLine(line: readonly Corner[], least: number, most: number): readonly (readonly Corner[])[] {
  const parts: Corner[][] = []
  let open: Corner[] | undefined
  for (let i = 1; i < line.length; i += 1) {
    const [from, to] = [line[i - 1] as Corner, line[i] as Corner]
    const seen = sideInBox(from, to, [least, least, most, most])
    if (seen === undefined) {
      open = undefined
      continue
    }
    const at = (t: number): Corner => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]
    if (open === undefined || seen[0] > 0) {
      open = [at(seen[0])]
      parts.push(open)
    }
    open.push(at(seen[1]))
    if (seen[1] < 1) open = undefined
  }
  return parts
}

/**
 * What of a ring lies in the square, one side of it after the other (Sutherland and Hodgman). Where it leaves and comes back it runs along the
 * border, which lies outside of what is seen of a tile.
 */
export function clipRing(ring: readonly Corner[], least: number, most: number): readonly Corner[] {
  let left = ring
  for (const axis of [0, 1] as const)
    for (const [limit, way] of [
      [least, 1],
      [most, -1],
    ] as const)
      left = cutAt(left, axis, limit, way)
  return left
}

function cutAt(ring: readonly Corner[], axis: 0 | 1, limit: number, way: 1 | -1): readonly Corner[] {
  const kept: Corner[] = []
  const inside = (corner: Corner): boolean => (corner[axis] - limit) * way >= 0
  let before = ring.at(-1)
  for (const corner of ring) {
    if (before !== undefined && inside(before) !== inside(corner)) {
      const t = (limit - before[axis]) / (corner[axis] - before[axis])
      const other = before[(1 - axis) as 0 | 1] + (corner[(1 - axis) as 0 | 1] - before[(1 - axis) as 0 | 1]) * t
      kept.push(axis === 0 ? [limit, other] : [other, limit])
    }
    if (inside(corner)) kept.push(corner)
    before = corner
  }
  return kept
}
