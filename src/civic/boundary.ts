import { isWithin, metresPerDegree, type Position } from './geo.ts'

/** A boundary that many places are held against: answers exactly what `isWithin` answers, for most places without going along its line. */
export interface Boundary {
  /** Whether a place lies inside one of the rings, or within so many metres of their line. */
  holds(place: Position, margin?: number): boolean
}

/** Parts of the box around the boundary, in each direction. */
const parts = 256

type Rings = readonly (readonly Position[])[]
type Box = readonly [west: number, south: number, east: number, north: number]

const prepared = new WeakMap<Rings, Boundary>()

/** The boundary of these rings, prepared at the first call. The rings must not be changed afterwards. */
export function boundaryOf(rings: Rings): Boundary {
  const known = prepared.get(rings)
  if (known) return known
  const made = prepare(rings)
  prepared.set(rings, made)
  return made
}

/**
 * Cuts the box around the rings into small ones. Where no line is near a small box, all of its places have the same answer, which is
 * worked out once, when the first of them is asked for; the others are held against the line each time.
 */
function prepare(rings: Rings): Boundary {
  const around = boxOf(rings.flat())
  const lines = rings.flatMap((ring) => ring.map((to, at) => boxOf([ring.at(at - 1) ?? to, to])))
  const answers = new Map<number, (boolean | 'near')[]>()
  return {
    holds: (place, margin = 0) => {
      const [west, south, east, north] = wider(around, margin)
      const [lng, lat] = place
      if (!(lng >= west && lng <= east && lat >= south && lat <= north)) return false
      const column = partOf(lng, west, east)
      const row = partOf(lat, south, north)
      let known = answers.get(margin)
      if (known === undefined) {
        known = []
        answers.set(margin, known)
      }
      const at = row * parts + column
      let answer = known[at]
      if (answer === undefined) {
        const [width, height] = [(east - west) / parts, (north - south) / parts]
        const small: Box = [
          west + column * width,
          south + row * height,
          west + (column + 1) * width,
          south + (row + 1) * height,
        ]
        const near = wider(small, margin)
        answer = lines.some((line) => meets(line, near)) ? 'near' : isWithin(place, rings, margin)
        known[at] = answer
      }
      return answer === 'near' ? isWithin(place, rings, margin) : answer
    },
  }
}

const partOf = (value: number, from: number, to: number): number =>
  to > from ? Math.min(parts - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * parts))) : 0

function boxOf(points: readonly Position[]): Box {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [lng, lat] of points) {
    west = Math.min(west, lng)
    south = Math.min(south, lat)
    east = Math.max(east, lng)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** Wider by more than so many metres to each side; never by nothing, so that rounding decides about no place. */
function wider([west, south, east, north]: Box, metres: number): Box {
  // A degree of longitude is shortest at the edge that is farther from the equator.
  const farthest = Math.max(Math.abs(south), Math.abs(north)) + metres / 100_000
  const [perEast, perNorth] = metresPerDegree(Math.min(89, farthest))
  const [x, y] = [(metres * 1.02) / perEast + 1e-9, (metres * 1.02) / Math.min(perNorth, 110_000) + 1e-9]
  return [west - x, south - y, east + x, north + y]
}

const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
