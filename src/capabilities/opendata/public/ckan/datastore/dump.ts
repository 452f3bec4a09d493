import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../../platform/database/generated/internet.ts'
import type { PublicDataset } from '../../catalogue.ts'
import { rowsTogether } from '../../files/pages-of-rows.ts'
import { askRows } from '../../query/read-rows.ts'
import type { FoundRow, RowQuery } from '../../query/row-query.ts'
import { naturalOf, type Parameters, textOf } from '../parameters.ts'
import { invalid } from '../problems.ts'
import { cellValue } from './fields.ts'
import { questionOf, type Shown, shownColumns } from './question.ts'
import { textOf as cellText, lineOf, nameOf } from './records.ts'

interface Format {
  readonly type: string
  head(columns: readonly Shown[]): string
  row(row: FoundRow, columns: readonly Shown[], first: boolean): string
  readonly tail: string
}

const table = (type: string, separator: ',' | '\t'): Format => ({
  type: `${type}; charset=utf-8`,
  head: (columns) => lineOf(columns.map(nameOf), separator),
  row: (row, columns) =>
    lineOf(
      columns.map((each) => cellText(row, each)),
      separator,
    ),
  tail: '',
})

const formats: Readonly<Record<string, Format>> = {
  csv: table('text/csv', ','),
  tsv: table('text/tab-separated-values', '\t'),
  json: {
    type: 'application/json; charset=utf-8',
    head: (columns) =>
      `{\n  "fields": ${JSON.stringify(columns.map((each) => ({ id: nameOf(each) })))},\n  "records": [`,
    row: (row, columns, first) =>
      `${first ? '\n' : ',\n'}    ${JSON.stringify(columns.map((each) => cellValue(row, each)))}`,
    tail: '\n]}\n',
  },
  xml: {
    type: 'text/xml; charset=utf-8',
    head: () => '<?xml version="1.0" encoding="utf-8"?>\n<data>\n',
    row: (row, columns) =>
      `<row _id="${row.rowNo}">${columns
        .flatMap((each) => (each === undefined ? [] : [`<${each.id}>${escaped(cellText(row, each))}</${each.id}>`]))
        .join('')}</row>\n`,
    tail: '</data>\n',
  },
}

export interface Dump {
  readonly type: string
  /** Ending of the file's name. */
  readonly ending: string
  readonly body: ReadableStream<Uint8Array>
}

/** All rows that are asked for, as a file that is written while it is read. `json` has lists in the order of its fields. */
export function dumpOf(db: Kysely<InternetDb>, dataset: PublicDataset, given: Parameters, bom: boolean): Dump {
  const ending = (textOf(given, 'format') ?? 'csv').toLowerCase()
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined
  if (format === undefined) throw invalid('format', `Must be one of ${Object.keys(formats).join(', ')}`)
  const columns = shownColumns(given, dataset.definition)
  const query = { versionKey: dataset.version.key, ...questionOf(given, dataset.definition) }
  const from = naturalOf(given, 'offset', 0, 2_000_000_000)
  const until = from + naturalOf(given, 'limit', dataset.version.rows, dataset.version.rows)
  const parts = partsOf(db, dataset, query, from, until, (row, first) => format.row(row, columns, first))
  const encoder = new TextEncoder()
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield encoder.encode(`${bom ? '\ufeff' : ''}${format?.head(columns)}`)
    for await (const part of parts) yield encoder.encode(part)
    yield encoder.encode(format?.tail)
  }
  return { type: format.type, ending, body: Readable.toWeb(Readable.from(whole())) as ReadableStream<Uint8Array> }
}

/**
 * When a newer version takes the place of this one meanwhile its rows go away: the file then breaks off with an error instead of
 * looking whole.
 */
async function* partsOf(
  db: Kysely<InternetDb>,
  { version, definition }: PublicDataset,
  query: Omit<RowQuery, 'offset' | 'limit'>,
  from: number,
  until: number,
  write: (row: FoundRow, first: boolean) => string,
): AsyncGenerator<string> {
  const whole = query.conditions.length + query.words.length === 0
  const together = rowsTogether(definition)
  const { page } = await askRows(db, query, version.rows)
  let count = 0
  for (let offset = from; offset < until; offset += together) {
    const rows = await page(offset, Math.min(together, until - offset))
    if (rows.length > 0) yield rows.map((row, at) => write(row, count + at === 0)).join('')
    count += rows.length
    if (rows.length < together) break
  }
  if (whole && count < Math.min(until, version.rows) - Math.min(from, version.rows))
    throw new Error('The version was replaced while it was given out.')
}

/** Signs that XML 1.0 does not know at all are left out. */
function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text
    .replace(/\p{Cc}/gu, (sign) => (/[\t\n\r]/.test(sign) ? sign : ''))
    .replace(/[&<>"]/g, (sign) => names[sign] ?? '')
}
