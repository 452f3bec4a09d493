import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { mostLookedAt, numbersOf } from './looks.ts'
import type { FoundRow, PlacedRow, RowQuery, SortBy } from './row-query.ts'
import { RowSet } from './row-set.ts'
import { type Selection, selectRows, setOf } from './select-rows.ts'
import { sortedPlaces } from './sorted-places.ts'

export interface Counted {
  readonly total: number
  /** Not every row was looked at: it is at most so many. */
  readonly estimated: boolean
}

export interface Asked {
  /** One page of what was found. */
  page(offset: number, limit: number): Promise<readonly FoundRow[]>
  /** The first of them that have a place, in the order of the file. */
  placed(ask: PlacesAsked): Promise<readonly PlacedRow[]>
  readonly counted: Counted
}

export interface PlacesAsked {
  /** Of the version: all of its places lie in it. */
  readonly bounds: Bounds
  readonly limit: number
  /** Without cells they are read much faster. */
  readonly cells: boolean
}

const columns = sql.raw('row_no as "rowNo", row_key as "rowKey", cells, lon, lat')

/** What a question finds: counted once, and read page by page. `total`: the rows of the version. */
export async function askRows(
  db: Kysely<InternetDb>,
  query: Omit<RowQuery, 'offset' | 'limit'>,
  total: number,
): Promise<Asked> {
  const { versionKey, sort } = query
  if (query.conditions.length === 0 && query.words.length === 0 && query.bounds === undefined) {
    const counted = { total, estimated: false }
    const placed: Asked['placed'] = (ask) => placedRows(db, query, { rows: RowSet.all(total) }, total, ask)
    if (sort.length === 0) return { counted, placed, page: (offset, limit) => readRange(db, versionKey, offset, limit) }
    return { counted, placed, page: sortedPages(db, versionKey, RowSet.all(total), sort) }
  }
  const selection = await selectRows(db, query, total)
  const placed: Asked['placed'] = (ask) => placedRows(db, query, selection, total, ask)
  const counted = { total: selection.rows.count, estimated: selection.look !== undefined }
  if (selection.look === undefined) return { counted, placed, page: sortedPages(db, versionKey, selection.rows, sort) }
  if (sort.length > 0) {
    const rows = setOf(await lookThrough(selection, total), total)
    return { counted: { total: rows.count, estimated: false }, placed, page: sortedPages(db, versionKey, rows, sort) }
  }
  return { counted, placed, page: (offset, limit) => pageByLooking(db, versionKey, selection, offset, limit) }
}

/** Mostly the first rows have places; only where few have, all places are looked through. */
async function placedRows(
  db: Kysely<InternetDb>,
  query: Omit<RowQuery, 'offset' | 'limit'>,
  selection: Selection,
  total: number,
  { bounds, limit, cells }: PlacesAsked,
): Promise<readonly PlacedRow[]> {
  const found: PlacedRow[] = []
  let from = 0
  for (let count = limit * 2; selection.look === undefined && from < mostLookedAt; count *= 2) {
    const part = selection.rows.slice(from, count)
    const { rows } = await sql<PlacedRow>`select row_no as "rowNo", row_key as "rowKey",
      ${cells ? sql`cells` : sql`'{}'::jsonb as cells`}, lon, lat from open_row where version_key = ${query.versionKey}
        and row_no = any(${numbersOf(part)}::integer[]) and lon is not null
      order by row_no limit ${limit - found.length}`.execute(db)
    found.push(...rows)
    if (found.length === limit || part.length < count) return found
    from += count
  }
  const asked = await askRows(db, { ...query, bounds, sort: [] }, total)
  return (await asked.page(0, limit)) as readonly PlacedRow[]
}

/** Without any condition a page is a range of row numbers, however deep. */
export async function readRange(
  db: Kysely<InternetDb>,
  versionKey: number,
  offset: number,
  limit: number,
): Promise<readonly FoundRow[]> {
  const { rows } = await sql<FoundRow>`select ${columns} from open_row where version_key = ${versionKey}
    and row_no > ${offset} and row_no <= ${offset + limit} order by row_no`.execute(db)
  return rows
}

/** The cells alone of a range of rows. They come as one text, because a row of its own costs more than all its cells. */
export async function readCells(
  db: Kysely<InternetDb>,
  versionKey: number,
  offset: number,
  limit: number,
): Promise<readonly Pick<FoundRow, 'cells'>[]> {
  const { rows } = await sql<{ cells: string | null }>`select string_agg(cells::text, ',' order by row_no) as cells
    from open_row where version_key = ${versionKey} and row_no > ${offset} and row_no <= ${offset + limit}`.execute(db)
  const cells = JSON.parse(`[${rows[0]?.cells ?? ''}]`) as FoundRow['cells'][]
  return cells.map((each) => ({ cells: each }))
}

/** A column of a file: one of the dataset's, or the same text in each row. */
export type Source = { readonly from: string } | { readonly fixed: string }

/** Rows whose cells are put together by PostgreSQL: UTF-8, `betweenCells` between them, each row ended by `betweenRows` and a line feed. */
export interface JoinedRows {
  readonly count: number
  /** Belongs to whoever gets it. */
  readonly bytes: Buffer
}

/** Stand in no cell: the check refuses control characters and the loader takes these out. */
export const betweenCells = '\u001f'
export const betweenRows = '\u001e'

/** The same in the columns of a file, as bytes: what needs no care goes out as it comes. */
export async function readJoined(
  db: Kysely<InternetDb>,
  versionKey: number,
  sources: readonly Source[],
  offset: number,
  limit: number,
): Promise<JoinedRows> {
  const cells = sources.map((source) =>
    'from' in source ? sql`coalesce(cells ->> ${sql.lit(source.from)}, '')` : sql`${sql.lit(source.fixed)}::text`,
  )
  const line = cells.length === 0 ? sql`''` : sql.join(cells, sql` || ${sql.lit(betweenCells)} || `)
  const rowEnd = sql.lit(`${betweenRows}\n`)
  const { rows } = await sql<{ bytes: Buffer }>`copy (
    select count(*)::integer, string_agg(${line}, ${rowEnd} order by row_no) || ${rowEnd} from open_row
    where version_key = ${sql.lit(versionKey)} and row_no > ${sql.lit(offset)} and row_no <= ${sql.lit(offset + limit)}
  ) to stdout (format binary)`.execute(db)
  return onlyRowOf(rows[0]?.bytes ?? Buffer.alloc(0))
}

/** COPY's binary format: eleven bytes of a mark, two words, then of the row the number of its values and each value behind its length. */
function onlyRowOf(copied: Buffer): JoinedRows {
  const countAt = 11 + 4 + 4 + 2 + 4
  const length = copied.readInt32BE(countAt + 4)
  const from = countAt + 8
  // Without any rows there is no text: its length is -1.
  return { count: copied.readInt32BE(countAt), bytes: copied.subarray(from, from + Math.max(0, length)) }
}

/** The rows with these names; a name may be carried by several rows of a badly kept file. */
export async function findRow(
  db: Kysely<InternetDb>,
  versionKey: number,
  rowKey: string,
): Promise<FoundRow | undefined> {
  const { rows } = await sql<FoundRow>`select ${columns} from open_row
    where row_key = ${rowKey} and version_key = ${versionKey} order by row_no limit 1`.execute(db)
  return rows[0]
}

/** The values of a column with how often they stand there, the most frequent first. */
export async function countValues(
  db: Kysely<InternetDb>,
  versionKey: number,
  column: string,
  most: number,
): Promise<readonly { readonly value: string; readonly count: number }[]> {
  const { rows } = await sql<{ value: string; count: number }>`
    select coalesce(cells ->> ${column}, '') as value, count(*)::integer as count
    from open_row where version_key = ${versionKey} group by 1 order by 2 desc, 1 limit ${most}`.execute(db)
  return rows
}

type Page = Asked['page']

function sortedPages(db: Kysely<InternetDb>, versionKey: number, rows: RowSet, sort: readonly SortBy[]): Page {
  return async (offset, limit) =>
    readInTurn(db, versionKey, await sortedPlaces(db, versionKey, rows, sort, { offset, limit }))
}

/** These rows (from 0), in this order. */
async function readInTurn(
  db: Kysely<InternetDb>,
  versionKey: number,
  wanted: readonly number[],
): Promise<readonly FoundRow[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<FoundRow>`select ${columns} from open_row where version_key = ${versionKey}
    and row_no = any(${numbersOf(wanted)}::integer[])`.execute(db)
  const byNumber = new Map(rows.map((row) => [row.rowNo - 1, row]))
  return wanted.flatMap((at) => byNumber.get(at) ?? [])
}

/** What must be looked at and is too much for it at once: in the order of the file, until there are enough. */
async function lookThrough({ rows, look }: Selection, enough: number): Promise<readonly number[]> {
  const found: number[] = []
  for (let from = 0; found.length < enough; from += mostLookedAt) {
    const part = rows.slice(from, mostLookedAt)
    if (part.length === 0) break
    const right = look === undefined ? part : await look(part)
    found.push(...[...right].sort((a, b) => a - b))
  }
  return found
}

async function pageByLooking(
  db: Kysely<InternetDb>,
  versionKey: number,
  selection: Selection,
  offset: number,
  limit: number,
): Promise<readonly FoundRow[]> {
  const found = await lookThrough(selection, offset + limit)
  return readInTurn(db, versionKey, found.slice(offset, offset + limit))
}
