import { DataFileRefused } from '../../read/file-refused.ts'
import { type FoundHeader, findHeader, firstLines, joined } from '../../read/find-header.ts'
import type { OpenTable } from '../../read/open-table.ts'
import type { DraftLayout } from '../draft/draft.ts'

/** Rows that are looked at for the guesses. */
const looked = 2000
/** Lines that a header has at most. */
export const mostHeaderLines = 3

/** A table of which nobody has said yet what it is: how it lies, and its first rows. */
export interface FirstTable {
  readonly layout: DraftLayout
  readonly rows: readonly (readonly string[])[]
}

/** The first sheet with a header and rows below it. Throws `DataFileRefused`. */
export async function firstTable(table: OpenTable): Promise<FirstTable> {
  let headerSeen = false
  for (const sheet of table.sheets) {
    const header = findHeader(await firstLines(table, sheet), () => false)
    if (!header) continue
    headerSeen = true
    const found = await tableBelow(table, sheet, header)
    if (found) return found
  }
  throw new DataFileRefused(headerSeen ? 'no-rows' : 'no-header')
}

/** The table below the lines that a person called its header, from 1. Throws `DataFileRefused`. */
export async function tableAt(
  table: OpenTable,
  sheet: string,
  [first, last]: readonly [first: number, last: number],
): Promise<FirstTable> {
  if (!table.sheets.includes(sheet)) throw new DataFileRefused('no-header')
  const block = (await firstLines(table, sheet)).filter(({ line }) => line >= first && line <= last)
  const headers = block.length === 0 ? [] : joined(block)
  if (headers.every((header) => header === '')) throw new DataFileRefused('no-header')
  const found = await tableBelow(table, sheet, { from: last + 1, lines: block.map(({ line }) => line), headers })
  if (!found) throw new DataFileRefused('no-rows')
  return found
}

async function tableBelow(table: OpenTable, sheet: string, header: FoundHeader): Promise<FirstTable | undefined> {
  const rows: (readonly string[])[] = []
  for await (const { line, cells } of table.lines(sheet)) {
    if (line < header.from) continue
    rows.push(cells)
    if (rows.length === looked) break
  }
  if (rows.length === 0) return undefined
  const layout: DraftLayout = {
    sheet,
    sheets: table.sheets,
    from: header.from,
    headerLines: header.lines,
    headers: header.headers,
    matches: [],
    unsure: [],
    edition: 'standard',
    hidden: await table.hiddenColumns(sheet),
    samples: rows.slice(0, 3).map((cells) => header.headers.map((_, at) => (cells[at] ?? '').slice(0, 80))),
  }
  return { layout, rows }
}
