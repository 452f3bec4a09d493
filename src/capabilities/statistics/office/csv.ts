import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import { byteOrderMark, csvLine } from '../../../platform/tabular/write-csv.ts'
import type { Cell } from '../report/tables.ts'
import { messages } from './messages.ja.ts'

/** Lines as CSV (RFC 4180) with the mark that tells spreadsheets UTF-8. Hidden numbers are an x, as on the screen. */
export function csvText(lines: readonly (readonly Cell[])[]): string {
  return (
    byteOrderMark +
    lines.map((line) => csvLine(line.map((cell) => (cell === null ? messages.hiddenSign : String(cell))))).join('')
  )
}

export function sendCsv(c: Context<WebEnv>, name: string, lines: readonly (readonly Cell[])[]): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.csv`)}`)
  c.header('cache-control', 'no-store')
  return c.body(csvText(lines))
}
