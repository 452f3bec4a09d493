import type { Position } from '../geo.ts'

/** A figure on the earth as GeoJSON says it (RFC 7946, 3.1), without heights and without collections of several kinds. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint'; readonly coordinates: Line }
  | { readonly type: 'LineString'; readonly coordinates: Line }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly Line[] }
  | { readonly type: 'Polygon'; readonly coordinates: Area }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Area[] }

export type Line = readonly Position[]
/** The outer ring and its holes; the first place of a ring comes again at its end. */
export type Area = readonly Line[]
/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** What a shape is made of; most have one kind of it. */
export interface ShapeParts {
  readonly points: Line
  readonly lines: readonly Line[]
  readonly areas: readonly Area[]
}

export function partsOf(shape: Shape): ShapeParts {
  const none = { points: [], lines: [], areas: [] }
  switch (shape.type) {
    case 'Point':
      return { ...none, points: [shape.coordinates] }
    case 'MultiPoint':
      return { ...none, points: shape.coordinates }
    case 'LineString':
      return { ...none, lines: [shape.coordinates] }
    case 'MultiLineString':
      return { ...none, lines: shape.coordinates }
    case 'Polygon':
      return { ...none, areas: [shape.coordinates] }
    case 'MultiPolygon':
      return { ...none, areas: shape.coordinates }
  }
}

/** Every list of places that is drawn in one go: lines, rings, and each point alone. */
export function strokesOf(shape: Shape): readonly Line[] {
  const { points, lines, areas } = partsOf(shape)
  return [...points.map((point) => [point]), ...lines, ...areas.flat()]
}

export function countPlaces(shape: Shape): number {
  return strokesOf(shape).reduce((sum, { length }) => sum + length, 0)
}

/** The box around it; undefined where it has no place at all. */
export function boxOf(shape: Shape): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const stroke of strokesOf(shape))
    for (const [lng, lat] of stroke) {
      if (lng < west) west = lng
      if (lng > east) east = lng
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  return west === Infinity ? undefined : [west, south, east, north]
}

/** The same shape with each of its places changed. */
export function withPlaces(shape: Shape, change: (place: Position) => Position): Shape {
  const line = (each: Line): Line => each.map(change)
  const area = (each: Area): Area => each.map(line)
  switch (shape.type) {
    case 'Point':
      return { type: shape.type, coordinates: change(shape.coordinates) }
    case 'MultiPoint':
    case 'LineString':
      return { type: shape.type, coordinates: line(shape.coordinates) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: shape.type, coordinates: area(shape.coordinates) }
    case 'MultiPolygon':
      return { type: shape.type, coordinates: shape.coordinates.map(area) }
  }
}
