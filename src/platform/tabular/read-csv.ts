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
  const ends = new Ends(text, delimiter)
  let line = 1
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    const begin = line
    const cells: string[] = []
    let open = true
    let something = false
    while (open) {
      const read = text[at] === '"' ? quoted(text, at, line) : bare(text, at, ends.after(at))
      line += read.lines
      if (read.cell.length > limits.cell) throw new CsvBroken('cell-too-long', begin, limits.cell)
      something ||= read.cell.trim() !== ''
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
    if (something) yield { line: begin, cells }
  }
}

interface ReadCell {
  readonly cell: string
  readonly end: number
  /** Line ends inside the cell. */
  readonly lines: number
}

function bare(text: string, from: number, end: number): ReadCell {
  return { cell: text.slice(from, end), end, lines: 0 }
}

/** Where cells and lines end. Each mark is looked for from the last one of its kind, so no part of the text is gone through twice. */
class Ends {
  #delimiter = -1
  #feed = -1
  #carriage = -1

  constructor(
    readonly text: string,
    readonly delimiter: string,
  ) {}

  /** Place of the next delimiter, CR or LF at or behind `from`, which never goes back; the end of the text where there is none. */
  after(from: number): number {
    if (this.#delimiter < from) this.#delimiter = this.#next(this.delimiter, from)
    if (this.#feed < from) this.#feed = this.#next('\n', from)
    if (this.#carriage < from) this.#carriage = this.#next('\r', from)
    return Math.min(this.#delimiter, this.#feed, this.#carriage)
  }

  #next(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from)
    return found < 0 ? this.text.length : found
  }
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
