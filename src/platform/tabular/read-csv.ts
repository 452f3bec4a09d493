/** Why a CSV text can't be read: where, and what. The caller has the sentence. */
export class CsvBroken extends Error {
  override readonly name = 'CsvBroken'

  constructor(
    readonly code: 'quote-open' | 'quote-inside' | 'too-many-columns' | 'cell-too-long',
    /** Line of the file, from 1. */
    readonly line: number,
    readonly max?: number,
  ) {
    super(code)
  }
}

export interface CsvLimits {
  readonly columns: number
  /** Letters of one cell. */
  readonly cell: number
}

export interface CsvLine {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Lines of a CSV text (RFC 4180), one after the other. Lines of nothing but blanks are left out. Strict where lenience would
 * shift values into other columns: an open quote, and text behind a closing one. Throws `CsvBroken`.
 */
export function* csvLines(text: string, delimiter: ',' | '\t', limits: CsvLimits): Generator<CsvLine> {
  let line = 1
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    const begin = line
    const cells: string[] = []
    let open = true
    while (open) {
      const read = text[at] === '"' ? quoted(text, at, line) : bare(text, at, delimiter)
      line += read.lines
      if (read.cell.length > limits.cell) throw new CsvBroken('cell-too-long', begin, limits.cell)
      cells.push(read.cell)
      if (cells.length > limits.columns) throw new CsvBroken('too-many-columns', begin, limits.columns)
      at = read.end
      const next = text[at]
      if (next === delimiter) at += 1
      else {
        if (next !== undefined && next !== '\r' && next !== '\n') throw new CsvBroken('quote-inside', line)
        open = false
      }
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    line += 1
    if (cells.some((cell) => cell.trim() !== '')) yield { line: begin, cells }
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
    if (close < 0) throw new CsvBroken('quote-open', line)
    cell += text.slice(at, close)
    if (text[close + 1] !== '"') return { cell, end: close + 1, lines: cell.split('\n').length - 1 }
    cell += '"'
    at = close + 2
  }
}
