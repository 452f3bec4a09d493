import { csvLine } from '../../../../platform/tabular/write-csv.ts'
import { betweenCells, betweenRows } from '../query/read-rows.ts'

const cellEnd = betweenCells.charCodeAt(0)
const rowEnd = betweenRows.charCodeAt(0)
const carriageReturn = 0x0d
const comma = 0x2c
/** Tab, line feed, carriage return, quote and comma within a cell: `csvCell` looks at the whole of it. */
const special = marked([0x09, 0x0a, carriageReturn, 0x22, comma])
/** Signs of formulas, and the first byte of the full-width ones. */
const beginning = marked([0x3d, 0x2b, 0x2d, 0x40, 0xef])
/** The third bytes of ＝＋－＠: U+FF1D, U+FF0B, U+FF0D and U+FF20. */
const fullWidth = marked([0x9d, 0x8b, 0x8d, 0xa0])

/**
 * Lines of CSV, the same bytes as `csvLine` of the cells of each row. Most rows need no care at all: there the marks between cells become commas in
 * the very bytes that came, which are written over. Only a row with something to quote or to make harmless is made a text and written anew.
 */
export function csvOfJoined(joined: Buffer): Buffer {
  const pieces: Buffer[] = []
  let plainFrom = 0
  for (let from = 0; from < joined.length; ) {
    const next = afterPlainRow(joined, from)
    if (next !== undefined) {
      from = next
      continue
    }
    const to = joined.indexOf(rowEnd, from)
    if (to < 0) throw endless()
    const line = csvLine(joined.toString('utf8', from, to).split(betweenCells))
    pieces.push(joined.subarray(plainFrom, from), Buffer.from(line))
    from = to + 2
    plainFrom = from
  }
  return pieces.length === 0 ? joined : Buffer.concat([...pieces, joined.subarray(plainFrom)])
}

/** Makes a row a line in its place and tells where the next begins. Undefined: it needs care, and is as it was. */
function afterPlainRow(bytes: Buffer, from: number): number | undefined {
  if (mayBeFormula(bytes, from)) return undefined
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    // Letters, digits, and every byte of a Japanese sign.
    if (byte > comma) continue
    if (byte === cellEnd && !mayBeFormula(bytes, at + 1)) bytes[at] = comma
    else if (byte === rowEnd) {
      bytes[at] = carriageReturn
      // The line feed behind it is in its place.
      return at + 2
    } else if (byte === cellEnd || special[byte] === 1) {
      // A comma of a cell would have ended it before: those so far were marks.
      for (let back = from; back < at; back += 1) if (bytes[back] === comma) bytes[back] = cellEnd
      return undefined
    }
  }
  throw endless()
}

const endless = (): Error => new Error('The last of joined rows has no end.')

/** Does the cell that begins here begin as a formula does, in either width? */
function mayBeFormula(bytes: Buffer, at: number): boolean {
  const first = bytes[at] as number
  if (beginning[first] !== 1) return false
  return first !== 0xef || (bytes[at + 1] === 0xbc && fullWidth[bytes[at + 2] as number] === 1)
}

function marked(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const byte of bytes) table[byte] = 1
  return table
}
