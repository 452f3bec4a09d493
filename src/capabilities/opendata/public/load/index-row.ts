import { placeOn } from '../../../../civic/shapes/meet.ts'
import { boxOf, countPlaces } from '../../../../civic/shapes/shape.ts'
import { readWkt } from '../../../../civic/shapes/wkt.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Bounds } from '../published.ts'
import { betweenCells, betweenRows } from '../query/read-rows.ts'

/** A row as `open_row` keeps it. */
export interface IndexedRow {
  readonly rowNo: number
  readonly rowKey: string
  /** JSON: column id → text, without the empty ones. */
  readonly cells: string
  /** Its place; of a line or an area one that stands for it. */
  readonly lon: number | null
  readonly lat: number | null
  /** Around its shape, when it has one. */
  readonly box?: Bounds
  /** Places of its shape. */
  readonly places?: number
}

export function indexRow(definition: DatasetDefinition, rowNo: number, texts: readonly string[]): IndexedRow {
  const cells: Record<string, string> = {}
  definition.columns.forEach(({ id }, at) => {
    const text = texts[at] ?? ''
    if (text !== '') cells[id] = withoutSeparators(text)
  })
  if (definition.geometry?.shape !== undefined)
    return { ...indexed(definition, cells, rowNo), ...shapeOf(cells[definition.geometry.shape] ?? '') }
  const lon = degrees(cells[definition.geometry?.lon ?? ''])
  const lat = degrees(cells[definition.geometry?.lat ?? ''])
  const placed = lon !== null && lat !== null
  return { ...indexed(definition, cells, rowNo), lon: placed ? lon : null, lat: placed ? lat : null }
}

function indexed(definition: DatasetDefinition, cells: Readonly<Record<string, string>>, rowNo: number) {
  return { rowNo, rowKey: keyOf(definition, cells, rowNo), cells: JSON.stringify(cells) }
}

function shapeOf(text: string): Pick<IndexedRow, 'lon' | 'lat' | 'box' | 'places'> {
  const shape = readWkt(text)
  const box = shape && boxOf(shape)
  if (shape === undefined || box === undefined) return { lon: null, lat: null }
  const [lon, lat] = placeOn(shape)
  return { lon, lat, box, places: countPlaces(shape) }
}

/** A row without its key has its number: it is found, but not followed from version to version. */
export function keyOf(definition: DatasetDefinition, cells: Readonly<Record<string, string>>, rowNo: number): string {
  const parts = definition.key.map((id) => cells[id] ?? '')
  return parts.every((part) => part === '') ? String(rowNo) : parts.join('~')
}

function degrees(text: string | undefined): number | null {
  const value = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** Files are put together with these between cells and rows. */
function withoutSeparators(text: string): string {
  return text.includes(betweenCells) || text.includes(betweenRows)
    ? text.replaceAll(betweenCells, '').replaceAll(betweenRows, '')
    : text
}
