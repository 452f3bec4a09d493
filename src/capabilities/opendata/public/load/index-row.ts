import type { DatasetDefinition } from '../../language/dataset.ts'
import { betweenCells, betweenRows } from '../query/read-rows.ts'

/** A row as `open_row` keeps it. */
export interface IndexedRow {
  readonly rowNo: number
  readonly rowKey: string
  /** JSON: column id → text, without the empty ones. */
  readonly cells: string
  readonly lon: number | null
  readonly lat: number | null
}

export function indexRow(definition: DatasetDefinition, rowNo: number, texts: readonly string[]): IndexedRow {
  const cells: Record<string, string> = {}
  definition.columns.forEach(({ id }, at) => {
    const text = texts[at] ?? ''
    if (text !== '') cells[id] = withoutSeparators(text)
  })
  const lon = degrees(cells[definition.geometry?.lon ?? ''])
  const lat = degrees(cells[definition.geometry?.lat ?? ''])
  const placed = lon !== null && lat !== null
  return {
    rowNo,
    rowKey: keyOf(definition, cells, rowNo),
    cells: JSON.stringify(cells),
    lon: placed ? lon : null,
    lat: placed ? lat : null,
  }
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
