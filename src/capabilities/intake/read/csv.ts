import { hasControls } from './controls.ts'
import { FileRefused } from './refusal.ts'

/** What one file may hold. More is no export of applications, or has to come in parts. */
export const csvLimits = { rows: 10_000, columns: 2000, cell: 20_000 } as const

export interface CsvLine {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Lines of a CSV text (RFC 4180), one after the other, so that a large file is never held twice. Empty lines are left
 * out. Strict where lenience would shift values into other columns: an open quote, and text behind a closing one.
 */
export function* csvLines(text: string, delimiter: ',' | '\t' = ','): Generator<CsvLine> {
  let line = 1
  let at = 0
  let rows = 0
  while (at < text.length) {
    const begin = line
    const cells: string[] = []
    let open = true
    while (open) {
      const read = text[at] === '"' ? quoted(text, at, line) : bare(text, at, delimiter)
      line += read.lines
      checkCell(read.cell, begin)
      cells.push(read.cell)
      if (cells.length > csvLimits.columns)
        throw new FileRefused('too-many-columns', { line: begin, max: csvLimits.columns })
      at = read.end
      const next = text[at]
      if (next === delimiter) at += 1
      else {
        if (next !== undefined && next !== '\r' && next !== '\n') throw new FileRefused('quote-inside', { line })
        open = false
      }
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    line += 1
    if (cells.every((cell) => cell.trim() === '')) continue
    // The first is the header.
    if (rows > csvLimits.rows) throw new FileRefused('too-many-rows', { max: csvLimits.rows })
    rows += 1
    yield { line: begin, cells }
  }
}

interface ReadCell {
  readonly cell: string
  readonly end: number
  /** Line ends inside the cell. */
  readonly lines: number
}

function bare(text: string, from: number, delimiter: string): ReadCell {
  let end = from
  while (end < text.length) {
    const letter = text[end]
    if (letter === delimiter || letter === '\n' || letter === '\r') break
    end += 1
  }
  return { cell: text.slice(from, end), end, lines: 0 }
}

function quoted(text: string, from: number, line: number): ReadCell {
  let cell = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) throw new FileRefused('quote-open', { line })
    cell += text.slice(at, close)
    if (text[close + 1] !== '"') {
      const lines = cell.split('\n').length - 1
      return { cell, end: close + 1, lines }
    }
    cell += '"'
    at = close + 2
  }
}

function checkCell(cell: string, line: number): void {
  if (cell.length > csvLimits.cell) throw new FileRefused('cell-too-long', { line, max: csvLimits.cell })
  if (hasControls(cell)) throw new FileRefused('control-characters', { line })
}
