import { tidy } from '../../../civic/shapes/faults.ts'
import { readGeometry } from '../../../civic/shapes/read-geometry.ts'
import type { Shape } from '../../../civic/shapes/shape.ts'
import { writeWkt } from '../../../civic/shapes/wkt.ts'
import { parseJson } from '../../../platform/parse-json.ts'
import { hasControls } from './decode-text.ts'
import { DataFileRefused } from './file-refused.ts'

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** Systems in which the numbers are degrees as GPS gives them: WGS 84, JGD2000 and JGD2011 lie within centimetres to decimetres. */
const degrees = /(?:CRS84|EPSG:{1,2}(?:4326|6668|4612))$/i

/**
 * The features of a GeoJSON file as the lines of a table: first the headings, `緯度` and `経度` or `図形` before the names of the properties,
 * then a line for each feature. Throws `DataFileRefused`.
 */
export function linesOfGeoJson(
  source: string,
  limits: { readonly rows: number; readonly columns: number; readonly cell: number },
): readonly Line[] {
  const features = featuresOf(parseJson(source))
  if (features.length > limits.rows) throw new DataFileRefused('too-many-rows', { max: limits.rows })
  const shapes = features.map(({ geometry }, at): Shape | undefined => {
    if (geometry === null || geometry === undefined) return undefined
    const shape = readGeometry(geometry)
    if (shape === undefined) throw new DataFileRefused('geojson-geometry', { line: at + 1 })
    return shape
  })
  const points = shapes.every((shape) => shape === undefined || shape.type === 'Point')
  const names = namesOf(features)
  const width = names.length + 2
  if (width > limits.columns) throw new DataFileRefused('too-many-columns', { line: 1, max: limits.columns })
  const place = (shape: Shape | undefined): readonly string[] => {
    if (!points) return [shape === undefined ? '' : writeWkt(tidy(shape))]
    return shape?.type === 'Point' ? [String(shape.coordinates[1]), String(shape.coordinates[0])] : ['', '']
  }
  const lines = features.map(({ id, properties }, at): Line => {
    const own = properties ?? {}
    const cells = names.map((name) => cellOf(name === 'id' && own.id === undefined ? id : own[name]))
    const all = [...place(shapes[at]), ...cells]
    if (all.some((cell) => cell.length > limits.cell))
      throw new DataFileRefused('cell-too-long', { line: at + 2, max: limits.cell })
    if (all.some(hasControls)) throw new DataFileRefused('control-characters', { line: at + 2 })
    return { line: at + 2, cells: all }
  })
  return [{ line: 1, cells: [...(points ? ['緯度', '経度'] : ['図形']), ...names] }, ...lines]
}

interface FeatureLike {
  readonly id?: unknown
  readonly geometry?: unknown
  readonly properties?: Readonly<Record<string, unknown>> | null
}

function featuresOf(read: unknown): readonly FeatureLike[] {
  if (!isObject(read)) throw new DataFileRefused('not-geojson')
  const name = isObject(read.crs) && isObject(read.crs.properties) ? read.crs.properties.name : undefined
  if (typeof name === 'string' && !degrees.test(name)) throw new DataFileRefused('geojson-crs')
  const features = read.type === 'Feature' ? [read] : read.type === 'FeatureCollection' ? read.features : undefined
  if (!Array.isArray(features) || !features.every((each) => isObject(each) && each.type === 'Feature'))
    throw new DataFileRefused('not-geojson')
  if (features.length === 0) throw new DataFileRefused('no-rows')
  return features as readonly FeatureLike[]
}

/** Names of all features in the order in which they come; the id of the features among them when they have one. */
function namesOf(features: readonly FeatureLike[]): readonly string[] {
  const names = new Set<string>()
  if (features.some(({ id }) => typeof id === 'string' || typeof id === 'number')) names.add('id')
  for (const { properties } of features) for (const name of Object.keys(properties ?? {})) names.add(name)
  return [...names]
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    // Nested deeper than can be written.
    throw new DataFileRefused('not-geojson')
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
