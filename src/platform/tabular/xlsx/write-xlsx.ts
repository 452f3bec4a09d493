import { type NewZipEntry, writeZip } from '../zip/write-zip.ts'
import { columnName } from './address.ts'
import { fixedParts, sheetParts } from './package-parts.ts'
import { type XlsxCell, xlsxRow } from './write-cell.ts'

export interface NewSheet {
  /** What cannot be in a name (`[]:*?/\`) is replaced; 31 letters are kept. */
  readonly name: string
  /** The first line, bold and fixed. */
  readonly headers: readonly string[]
  readonly rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>
  /** Widths of the columns, in letters. */
  readonly widths?: readonly number[]
}

/** Rows of a sheet, its header with them. */
export const mostSheetRows = 1_048_576
/** Letters of rows in one sheet: well below what a ZIP holds. */
const mostSheetLetters = 1_000_000_000
const piece = 64 * 1024

/**
 * A workbook (.xlsx) as it is made, piece by piece; memory does not grow with the rows. Rows that a sheet can't hold any more go on in
 * a further one. No cell can run: a text is written as text, whatever it begins with, and stays text when somebody edits it.
 */
export async function* writeXlsx(sheets: readonly NewSheet[]): AsyncGenerator<Buffer> {
  yield* writeZip(entries(sheets))
}

async function* entries(sheets: readonly NewSheet[]): AsyncGenerator<NewZipEntry> {
  yield* fixedParts()
  const names: string[] = []
  for (const sheet of sheets) {
    const rows = iteratorOf(sheet.rows)
    try {
      let next = await rows.next()
      for (let part = 1; part === 1 || next.done !== true; part += 1) {
        names.push(freeName(names, sheet.name, part))
        yield {
          name: `xl/worksheets/sheet${names.length}.xml`,
          content: (async function* () {
            let text = opening(sheet)
            let line = 1
            let letters = 0
            text += xlsxRow(line, sheet.headers, true)
            for (; next.done !== true && line < mostSheetRows && letters < mostSheetLetters; next = await rows.next()) {
              line += 1
              text += xlsxRow(line, next.value)
              if (text.length < piece) continue
              letters += text.length
              yield text
              text = ''
            }
            yield `${text}</sheetData>${filter(sheet, line)}</worksheet>`
          })(),
        }
      }
    } finally {
      // Whoever reads may have gone before the end.
      await rows.return?.()
    }
  }
  yield* sheetParts(names)
}

function opening({ widths, headers }: NewSheet): string {
  const columns = headers
    .map((_, n) => `<col min="${n + 1}" max="${n + 1}" width="${widths?.[n] ?? 16}" customWidth="1"/>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>`
}

function filter({ headers }: NewSheet, lines: number): string {
  return headers.length === 0 ? '' : `<autoFilter ref="A1:${columnName(headers.length - 1)}${lines}"/>`
}

function freeName(taken: readonly string[], wanted: string, part: number): string {
  const plain = wanted.replace(/[[\]:*?/\\]/g, '_').replace(/^'+|'+$/g, '')
  for (let n = part; ; n += 1) {
    const tail = n === 1 ? '' : ` (${n})`
    const name = `${[...(plain === '' ? 'Sheet' : plain)].slice(0, 31 - tail.length).join('')}${tail}`
    if (!taken.some((each) => each.toLowerCase() === name.toLowerCase())) return name
  }
}

function iteratorOf<T>(rows: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
}
