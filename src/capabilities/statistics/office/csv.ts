import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import { byteOrderMark, csvLine } from '../../../platform/tabular/write-csv.ts'
import type { Month } from '../months/calendar.ts'
import type { Cell } from '../report/tables.ts'
import { messages } from './messages.ja.ts'

/** Lines as CSV (RFC 4180) with the mark that tells spreadsheets UTF-8. Hidden numbers are an x, as on the screen. */
export function csvText(lines: readonly (readonly Cell[])[]): string {
  return (
    byteOrderMark +
    lines.map((line) => csvLine(line.map((cell) => (cell === null ? messages.hiddenSign : String(cell))))).join('')
  )
}

/**
 * A file of a table, its heading first. With `sample` months every line says that numbers in it were made up: a file is passed
 * on without the page that it came from.
 */
export function sendCsv(
  c: Context<WebEnv>,
  name: string,
  lines: readonly (readonly Cell[])[],
  sample: readonly Month[],
): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  const said = sample.length > 0 ? `${messages.sample.file}_${name}` : name
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${said}.csv`)}`)
  c.header('cache-control', 'no-store')
  const marked = lines.map((line, at) => [...line, at === 0 ? messages.sample.column : messages.sample.cell(sample)])
  return c.body(csvText(sample.length > 0 ? marked : lines))
}
