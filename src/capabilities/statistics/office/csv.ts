import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { Cell } from '../report/tables.ts'
import { messages } from './messages.ja.ts'

const byteOrderMark = '\uFEFF'

/** Lines as CSV (RFC 4180) with the mark that tells spreadsheets UTF-8. Hidden numbers are an x, as on the screen. */
export function csvText(lines: readonly (readonly Cell[])[]): string {
  return byteOrderMark + lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(cell: Cell): string {
  if (cell === null) return messages.hiddenSign
  const text = String(cell)
  // A cell that a spreadsheet would run as a formula is made text; full-width signs are taken for formulas as well.
  const harmless = /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export function sendCsv(c: Context<WebEnv>, name: string, lines: readonly (readonly Cell[])[]): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.csv`)}`)
  c.header('cache-control', 'no-store')
  return c.body(csvText(lines))
}
