import type { ZipEntry } from '../zip/read-zip.ts'
import { columnOf } from './address.ts'
import { numberText } from './cell-text.ts'
import { MergedCells } from './fill-merged.ts'
import type { XlsxLimits } from './limits.ts'
import type { CellFormat } from './number-format.ts'
import { partPieces } from './read-part.ts'
import { RichText } from './shared-strings.ts'
import type { SheetFrame } from './sheet-frame.ts'
import { XlsxBroken } from './xlsx-broken.ts'

export interface XlsxRow {
  /** Row of the sheet, from 1. */
  readonly line: number
  /** As people see them; empty ones at the end are left out. */
  readonly cells: readonly string[]
  readonly hidden: boolean
}

export interface SheetReading {
  readonly part: ZipEntry
  readonly frame: SheetFrame
  readonly strings: readonly string[]
  readonly styles: readonly CellFormat[]
  readonly calendar: 1900 | 1904
  readonly limits: XlsxLimits
}

/** Rows that hold anything, in their order. Of a formula the value that was last shown counts: nothing is calculated. */
export async function* sheetRows(reading: SheetReading): AsyncGenerator<XlsxRow> {
  const reader = new RowReader(reading)
  let rows = 0
  for await (const _ of partPieces(reading.part, reader)) {
    for (const row of reader.take()) {
      rows += 1
      if (rows > reading.limits.rows) throw new XlsxBroken('too-many-rows', { max: reading.limits.rows })
      yield row
    }
  }
}

class RowReader {
  #rows: XlsxRow[] = []
  #line = 0
  #hidden = false
  #cells: string[] = []
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #inValue = false
  #inline = false
  readonly #rich: RichText
  readonly #merged: MergedCells

  constructor(readonly reading: SheetReading) {
    this.#rich = new RichText(reading.limits.cell)
    this.#merged = new MergedCells(reading.frame.merges)
  }

  /** The rows that were read since the last time. */
  take(): readonly XlsxRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'v') this.#inValue = true
    else if (name === 'c') {
      this.#column = columnOf(attributes.get('r') ?? '') ?? this.#column + 1
      this.#type = attributes.get('t') ?? 'n'
      this.#style = Number(attributes.get('s') ?? 0)
      this.#value = ''
    } else if (name === 'row') {
      const line = Number(attributes.get('r') ?? this.#line + 1)
      // Rows in a wrong order would be counted and merged wrongly.
      if (!Number.isInteger(line) || line <= this.#line) throw new XlsxBroken('xlsx-damaged')
      this.#line = line
      this.#hidden = ['1', 'true'].includes(attributes.get('hidden') ?? '')
      this.#cells = []
      this.#column = -1
    } else if (name === 'is') this.#inline = true
    else if (this.#inline) this.#rich.open(name)
  }

  text(text: string): void {
    if (this.#inValue) {
      this.#value += text
      if (this.#value.length > this.reading.limits.cell) this.#refuse('cell-too-long', this.reading.limits.cell)
    } else if (this.#inline) this.#rich.add(text)
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false
    else if (name === 'c') this.#put(this.#read())
    else if (name === 'is') {
      this.#inline = false
      this.#value = this.#rich.take()
    } else if (this.#inline) this.#rich.close(name)
    else if (name === 'row') this.#endRow()
  }

  #read(): string {
    const { strings, styles, calendar } = this.reading
    const value = this.#value
    switch (this.#type) {
      case 's': {
        if (value === '') return ''
        const text = strings[Number(value)]
        if (text === undefined) throw new XlsxBroken('xlsx-damaged')
        return text
      }
      case 'b':
        return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE'
      case 'n':
        return value === '' ? '' : numberText(value, styles[this.#style] ?? { as: 'plain' }, calendar)
      case 'd':
        return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ')
      // Text of a formula, text of its own, an error as it is shown (`#N/A`).
      default:
        return value
    }
  }

  #put(text: string): void {
    const { columns, cell } = this.reading.limits
    if (text === '') return
    if (text.length > cell) this.#refuse('cell-too-long', cell)
    if (this.#column >= columns) this.#refuse('too-many-columns', columns)
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = text
  }

  #endRow(): void {
    if (!this.#cells.some((cell) => cell.trim() !== '')) return
    this.#merged.fill(this.#line, this.#cells)
    this.#rows.push({ line: this.#line, cells: this.#cells, hidden: this.#hidden })
  }

  #refuse(code: 'cell-too-long' | 'too-many-columns', max: number): never {
    throw new XlsxBroken(code, { line: this.#line, max })
  }
}
