import type { Position } from '../geo.ts'
import type { Area, Line, Shape } from './shape.ts'

/** Reads the geometry of a GeoJSON feature (RFC 7946, 3.1). Heights are left away. Undefined: it is none that is known here. */
export function readGeometry(value: unknown): Shape | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value)) return undefined
  const { type, coordinates } = value
  const made = <T>(found: T | undefined, shape: (of: T) => Shape): Shape | undefined =>
    found === undefined ? undefined : shape(found)
  switch (type) {
    case 'Point':
      return made(positionOf(coordinates), (of) => ({ type, coordinates: of }))
    case 'MultiPoint':
    case 'LineString':
      return made(lineOf(coordinates), (of) => ({ type, coordinates: of }))
    case 'MultiLineString':
    case 'Polygon':
      return made(areaOf(coordinates), (of) => ({ type, coordinates: of }))
    case 'MultiPolygon':
      return made(listOf<Area>(coordinates, areaOf), (of) => ({ type, coordinates: of }))
    default:
      return undefined
  }
}

function positionOf(value: unknown): Position | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined
  const [lng, lat] = value as unknown[]
  return typeof lng === 'number' && typeof lat === 'number' && Number.isFinite(lng) && Number.isFinite(lat)
    ? [lng, lat]
    : undefined
}

const lineOf = (value: unknown): Line | undefined => listOf(value, positionOf)
const areaOf = (value: unknown): Area | undefined => listOf<Line>(value, lineOf)

/** Not empty, and each of its members readable. */
function listOf<T>(value: unknown, read: (member: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const found: T[] = []
  for (const member of value as unknown[]) {
    const each = read(member)
    if (each === undefined) return undefined
    found.push(each)
  }
  return found
}
