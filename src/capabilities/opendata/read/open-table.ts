import { parseJson } from '../../../platform/parse-json.ts'
import { csvLines } from '../../../platform/tabular/read-csv.ts'
import { usualXlsxLimits } from '../../../platform/tabular/xlsx/limits.ts'
import { openXlsx, type XlsxSheet } from '../../../platform/tabular/xlsx/read-xlsx.ts'
import { decodeText, delimiterOf, hasControls } from './decode-text.ts'
import { asRefusal, DataFileRefused } from './file-refused.ts'
import { linesOfGeoJson } from './geojson-lines.ts'

/** What a file may hold. `bytes`: as it is uploaded. A cell may be the outline of an area; texts are held to less when they are read. */
export const tableLimits = { bytes: 50 * 1024 * 1024, rows: 1_000_000, columns: 300, cell: 1_000_000 } as const

export interface TableLine {
  /** Line of the CSV or row of the sheet, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface OpenTable {
  readonly kind: 'csv' | 'xlsx' | 'geojson'
  /** Sheets that are seen; a CSV has one without a name. */
  readonly sheets: readonly string[]
  /** Columns of a sheet that are hidden, from 0. */
  hiddenColumns(sheet: string): Promise<readonly number[]>
  /** Lines with something in them, in their order; may be asked for again. Throws `DataFileRefused`. */
  lines(sheet: string): AsyncGenerator<TableLine>
}

/** Opens a CSV, a workbook or GeoJSON by what it is, not by its name. Throws `DataFileRefused`. */
export async function openTable(bytes: Buffer): Promise<OpenTable> {
  if (bytes.length === 0) throw new DataFileRefused('empty')
  if (bytes.length > tableLimits.bytes) throw new DataFileRefused('too-large', { max: '50MB' })
  const begin = bytes.subarray(0, 4).toString('latin1')
  try {
    if (begin.startsWith('PK') || begin === '\xd0\xcf\x11\xe0') return workbook(await openXlsx(bytes, xlsxLimits))
  } catch (error) {
    throw asRefusal(error)
  }
  if (begin.startsWith('%PDF') || begin.startsWith('\x89PNG') || begin.startsWith('\xff\xd8'))
    throw new DataFileRefused('not-a-table')
  const source = decodeText(bytes)
  // A list in JSON would be told of its quotation marks as a CSV.
  if (/^\s*\[\s*[[{"]/.test(source) && parseJson(source) !== undefined) throw new DataFileRefused('not-geojson')
  return /^\s*\{/.test(source) ? geoJsonTable(source) : text(source)
}

const xlsxLimits = { ...usualXlsxLimits, rows: tableLimits.rows, columns: tableLimits.columns, cell: 32_767 }

function workbook(sheets: readonly XlsxSheet[]): OpenTable {
  const seen = sheets.filter(({ hidden }) => !hidden)
  const known = new Map(seen.map((sheet) => [sheet.name, sheet]))
  return {
    kind: 'xlsx',
    sheets: [...known.keys()],
    hiddenColumns: async (sheet) => (await known.get(sheet)?.hiddenColumns()) ?? [],
    lines: async function* (sheet) {
      try {
        yield* known.get(sheet)?.rows() ?? []
      } catch (error) {
        throw asRefusal(error)
      }
    },
  }
}

function geoJsonTable(source: string): OpenTable {
  const lines = linesOfGeoJson(source, tableLimits)
  return {
    kind: 'geojson',
    sheets: [''],
    hiddenColumns: async () => [],
    lines: async function* () {
      yield* lines
    },
  }
}

function text(source: string): OpenTable {
  if (source.trim() === '') throw new DataFileRefused('empty')
  const delimiter = delimiterOf(source)
  // Looked for once in the whole; cell by cell only to tell the line.
  const suspicious = hasControls(source)
  return {
    kind: 'csv',
    sheets: [''],
    hiddenColumns: async () => [],
    lines: async function* () {
      let rows = 0
      try {
        for (const each of csvLines(source, delimiter, tableLimits)) {
          if (suspicious && each.cells.some(hasControls))
            throw new DataFileRefused('control-characters', { line: each.line })
          rows += 1
          if (rows > tableLimits.rows) throw new DataFileRefused('too-many-rows', { max: tableLimits.rows })
          yield each
        }
      } catch (error) {
        throw asRefusal(error)
      }
    },
  }
}
