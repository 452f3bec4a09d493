import { columnName } from './address.ts'

/** `date` is `2026-11-30`. Codes with leading zeros are texts. */
export type XlsxCell = string | number | null | undefined | { readonly date: string }

/** Numbers of the styles in `package-parts.ts`. */
const style = { header: 1, date: 2, quoted: 3 } as const
/** What Excel holds in a cell. */
const longest = 32_767
const names: string[] = []

/** One row of a sheet. Throws for a text longer than a cell of Excel can be. */
export function xlsxRow(line: number, cells: readonly XlsxCell[], header = false): string {
  let text = `<row r="${line}">`
  cells.forEach((cell, column) => {
    if (cell === null || cell === undefined || cell === '') return
    names[column] ??= columnName(column)
    text += cellXml(`${names[column]}${line}`, cell, header)
  })
  return `${text}</row>`
}

function cellXml(at: string, cell: string | number | { readonly date: string }, header: boolean): string {
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object') {
    const serial = serialOf(cell.date)
    if (serial !== undefined) return `<c r="${at}" s="${style.date}"><v>${serial}</v></c>`
  }
  const text = typeof cell === 'object' ? cell.date : String(cell)
  if (text.length > longest) throw new RangeError(`A cell of ${text.length} letters does not fit into a workbook.`)
  // With this mark a text that looks like a formula stays one when it is edited or saved as CSV and opened again by Excel.
  const s = header ? style.header : /^[=+\-@＝＋－＠\t\r]/.test(text) ? style.quoted : 0
  return `<c r="${at}"${s === 0 ? '' : ` s="${s}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days as Excel counts them; those before March 1900 stay texts, since Excel counts a day there that never was. */
function serialOf(date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  const serial = Date.parse(date) / 86_400_000 + 25_569
  return serial >= 61 ? serial : undefined
}

function escaped(text: string): string {
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/[&<>]/g, (letter) => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'))
    .replace(/\r\n?/g, '\n')
    .replace(unwritable, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}

/** Control characters, halves of pairs and the two that are no characters: XML can't hold them, or should not. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
