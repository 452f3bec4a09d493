/** Longitude, latitude: the order of GeoJSON (RFC 7946). Degrees, JGD2011/WGS84. */
export type Position = readonly [lng: number, lat: number]

/** Japan with its islands. */
const japan = { lat: [20, 46], lng: [122, 154] } as const

export function isInJapan([lng, lat]: Position): boolean {
  return lat >= japan.lat[0] && lat <= japan.lat[1] && lng >= japan.lng[0] && lng <= japan.lng[1]
}

type Metres = readonly [x: number, y: number]

/** Metres per degree at a latitude (series of the GRS80 ellipsoid): good to millimetres over the size of a city. */
export function metresPerDegree(lat: number): Metres {
  const phi = (lat * Math.PI) / 180
  return [
    111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  ]
}

/** The points on a plane around their middle. */
function onPlane(points: readonly Position[]): readonly Metres[] {
  const lats = points.map(([, lat]) => lat)
  const [first] = points
  if (!first) return []
  const [east, north] = metresPerDegree((Math.min(...lats) + Math.max(...lats)) / 2)
  return points.map(([lng, lat]) => [(lng - first[0]) * east, (lat - first[1]) * north])
}

/** Length of a way in metres; `closed` goes back to its start. */
export function lengthOf(points: readonly Position[], closed = false): number {
  const plane = onPlane(points)
  let length = 0
  for (let i = closed ? 0 : 1; i < plane.length; i += 1) {
    const [from, to] = [plane[(i + plane.length - 1) % plane.length], plane[i]]
    if (from && to) length += Math.hypot(to[0] - from[0], to[1] - from[1])
  }
  return length
}

/** Metres between two places: `lengthOf` the two, without lists, since tables hold a hundred thousand places against their addresses. */
export function metresBetween(a: Position, b: Position): number {
  const [east, north] = metresPerDegree((Math.min(a[1], b[1]) + Math.max(a[1], b[1])) / 2)
  return Math.hypot((b[0] - a[0]) * east, (b[1] - a[1]) * north)
}

/** Area inside a ring (its first point need not come again) in square metres. */
export function areaOf(ring: readonly Position[]): number {
  const plane = onPlane(ring)
  let twice = 0
  plane.forEach(([x, y], i) => {
    const next = plane[(i + 1) % plane.length]
    if (next) twice += x * next[1] - next[0] * y
  })
  return Math.abs(twice) / 2
}

/** Whether a ring crosses or touches itself. The ring is short: every pair of its sides is looked at. */
export function crossesItself(ring: readonly Position[]): boolean {
  const count = ring.length
  const side = (i: number): readonly [Position, Position] => [
    ring[i % count] as Position,
    ring[(i + 1) % count] as Position,
  ]
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      const beside = j === i + 1 || (i === 0 && j === count - 1)
      if (beside ? turnsBack(side(i), side(j)) : meet(side(i), side(j))) return true
    }
  }
  return false
}

/** Which way one turns at `b` on the way from `a` to `c`. */
function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
}

function liesBetween(a: Position, b: Position, c: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= c[0] &&
    c[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= c[1] &&
    c[1] <= Math.max(a[1], b[1])
  )
}

function meet([a, b]: readonly [Position, Position], [c, d]: readonly [Position, Position]): boolean {
  const turns = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)] as const
  if (turns[0] !== turns[1] && turns[2] !== turns[3]) return true
  return (
    (turns[0] === 0 && liesBetween(a, b, c)) ||
    (turns[1] === 0 && liesBetween(a, b, d)) ||
    (turns[2] === 0 && liesBetween(c, d, a)) ||
    (turns[3] === 0 && liesBetween(c, d, b))
  )
}

/** Two sides that share an end and lie on each other. */
function turnsBack(first: readonly [Position, Position], second: readonly [Position, Position]): boolean {
  const shared = first[1] === second[0] ? first[1] : first[0]
  const [a, c] = shared === first[1] ? [first[0], second[1]] : [first[1], second[0]]
  if (turn(a, shared, c) !== 0) return false
  return (a[0] - shared[0]) * (c[0] - shared[0]) + (a[1] - shared[1]) * (c[1] - shared[1]) > 0
}

/** Whether a place lies inside one of the rings, or within so many metres of their line. */
export function isWithin(place: Position, rings: readonly (readonly Position[])[], margin = 0): boolean {
  return rings.some((ring) => isInside(place, ring) || distanceTo(place, ring) <= margin)
}

/** Even and odd: a place on the line itself may be counted either way. */
export function isInside([lng, lat]: Position, ring: readonly Position[]): boolean {
  let inside = false
  let [px, py] = ring.at(-1) ?? [0, 0]
  for (const [x, y] of ring) {
    if (y > lat !== py > lat && lng < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside
    px = x
    py = y
  }
  return inside
}

/** Metres to a line, which goes back to its start when it is `closed`. Written without lists: tables of a hundred thousand places are held against a boundary. */
export function distanceTo(place: Position, line: readonly Position[], closed = true): number {
  const [east, north] = metresPerDegree(place[1])
  const last = (closed ? line.at(-1) : line[0]) ?? place
  let fromX = (last[0] - place[0]) * east
  let fromY = (last[1] - place[1]) * north
  let nearest = Number.POSITIVE_INFINITY
  for (const [lng, lat] of line) {
    const toX = (lng - place[0]) * east
    const toY = (lat - place[1]) * north
    const dx = toX - fromX
    const dy = toY - fromY
    const length = dx * dx + dy * dy
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * dx + fromY * dy) / length))
    const x = fromX + along * dx
    const y = fromY + along * dy
    nearest = Math.min(nearest, x * x + y * y)
    fromX = toX
    fromY = toY
  }
  return Math.sqrt(nearest)
}
