import { toHalfWidth } from '../../../../civic/digits.ts'
import { isInJapan, type Position } from '../../../../civic/geo.ts'
import { tidy } from '../../../../civic/shapes/faults.ts'
import { readGeometry } from '../../../../civic/shapes/read-geometry.ts'
import { countPlaces, partsOf, type Shape } from '../../../../civic/shapes/shape.ts'
import { readWkt, writeWkt } from '../../../../civic/shapes/wkt.ts'
import { parseJson } from '../../../../platform/parse-json.ts'
import { decodeText } from '../../read/decode-text.ts'

/** Kinds that can be drawn by hand. */
export type DrawnKind = 'point' | 'line' | 'area'

/** A shape as the drawing has it: one line, one ring or one point. */
export interface DrawnShape {
  readonly kind: DrawnKind
  /** Longitude first; a ring without its last place again. */
  readonly places: readonly Position[]
}

/** More places than these are a survey: such a shape is brought as a file. */
export const mostDrawnPlaces = 500

/** Why something typed or brought is no shape. `line`: of the list of places. */
export type ShapeRefusal =
  | { readonly why: 'kind' }
  | { readonly why: 'line'; readonly line: number }
  | { readonly why: 'many' }
  | { readonly why: 'text' }
  | { readonly why: 'file' | 'several' | 'none'; readonly name: string }

export type TypedShape = { readonly wkt: string } | { readonly refusal: ShapeRefusal }

/** What can be drawn of a cell; undefined: it has several parts or holes, is too long, or is no shape. */
export function drawnOf(cell: string): DrawnShape | undefined {
  const shape = readWkt(cell)
  if (shape === undefined || countPlaces(shape) > mostDrawnPlaces) return undefined
  if (shape.type === 'Point') return { kind: 'point', places: [shape.coordinates] }
  if (shape.type === 'LineString') return { kind: 'line', places: shape.coordinates }
  const [ring, ...holes] = shape.type === 'Polygon' ? shape.coordinates : []
  return ring === undefined || holes.length > 0 ? undefined : { kind: 'area', places: ring.slice(0, -1) }
}

/** The list of places as people read maps: latitude first, a place a line. */
export function listOfPlaces({ places }: DrawnShape): string {
  return places.map(([lng, lat]) => `${lat}, ${lng}`).join('\n')
}

/**
 * A list of places, latitude first (the other order can't be mistaken in Japan), as well-known text; the cell's own check says what is wrong with
 * the shape itself. An empty list is an empty cell.
 */
export function readDrawn(kind: string, text: string): TypedShape {
  const lines = toHalfWidth(text).split(/\r\n|\r|\n/)
  const places: Position[] = []
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const [first, second, ...more] = line.split(/[\s,、，()]+/).filter((part) => part !== '')
    const [a, b] = [degrees(first), degrees(second)]
    if (a === undefined || b === undefined || more.length > 0) return { refusal: { why: 'line', line: at + 1 } }
    places.push(isInJapan([a, b]) ? [a, b] : [b, a])
    if (places.length > mostDrawnPlaces) return { refusal: { why: 'many' } }
  }
  const [only] = places
  if (only === undefined) return { wkt: '' }
  switch (kind) {
    case 'point':
      return places.length === 1 ? wkt({ type: 'Point', coordinates: only }) : { refusal: { why: 'kind' } }
    case 'line':
      return wkt({ type: 'LineString', coordinates: places })
    case 'area':
      return wkt({ type: 'Polygon', coordinates: [places] })
    default:
      return { refusal: { why: 'kind' } }
  }
}

/** Well-known text or a geometry of GeoJSON, typed. */
export function readShapeText(text: string): TypedShape {
  const shape = shapeOf(text)
  return shape === undefined ? { refusal: { why: 'text' } } : wkt(shape)
}

/** A file with one shape: well-known text, or GeoJSON with one feature. */
export function readShapeFile(name: string, bytes: Uint8Array): TypedShape {
  const text = textOf(bytes)
  if (text === undefined) return { refusal: { why: 'file', name } }
  const read = text.trimStart().startsWith('{') ? parseJson(text) : undefined
  if (isObject(read) && (read.type === 'FeatureCollection' || read.type === 'Feature')) {
    const features: readonly unknown[] =
      read.type === 'Feature' ? [read] : Array.isArray(read.features) ? read.features : []
    const shapes = features.flatMap((each) => (isObject(each) ? (readGeometry(each.geometry) ?? []) : []))
    const [only, ...more] = shapes
    if (only === undefined) return { refusal: { why: 'none', name } }
    return more.length > 0 ? { refusal: { why: 'several', name } } : wkt(only)
  }
  const shape = shapeOf(text)
  return shape === undefined ? { refusal: { why: 'file', name } } : wkt(shape)
}

/** How many lines, areas and points a cell is made of. */
export function partsOfCell(cell: string): number {
  const shape = readWkt(cell)
  if (shape === undefined) return 0
  const { points, lines, areas } = partsOf(shape)
  return points.length + lines.length + areas.length
}

function shapeOf(text: string): Shape | undefined {
  const said = text.trim()
  return said.startsWith('{') ? readGeometry(parseJson(said)) : readWkt(said)
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeText(Buffer.from(bytes))
  } catch {
    return undefined
  }
}

const wkt = (shape: Shape): TypedShape => ({ wkt: writeWkt(tidy(shape)) })

function degrees(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
