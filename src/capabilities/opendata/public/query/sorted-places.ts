import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { orderOf } from './look-up.ts'
import { numbersOf } from './looks.ts'
import { fewRows, rowsOfPage, runsOfPage } from './order-runs.ts'
import { rowNumber, type SortBy } from './row-query.ts'
import { RowSet } from './row-set.ts'
import { selectRows } from './select-rows.ts'

interface Part {
  readonly offset: number
  readonly limit: number
}

/**
 * Where the rows of a page stand, from 0, when some of a version's rows are put in an order; rows without a value come last. The order of
 * each column was written by the loader. Among rows that are equal in the first column the next one decides: of the values that stand on
 * the page all rows are taken from the order, and put in order in the same way.
 */
export async function sortedPlaces(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: RowSet,
  sort: readonly SortBy[],
  { offset, limit }: Part,
): Promise<readonly number[]> {
  const [first, ...more] = sort
  if (first === undefined || first.column === rowNumber) return among.slice(offset, limit, first?.descending)
  const few = among.slice(0, fewRows + 1)
  if (few.length <= fewRows) return sortFew(db, versionKey, few, sort, { offset, limit })
  const { descending } = first
  // Where all else is equal: in the order of the file, backwards where the last column is.
  const rest = more.length > 0 ? more : [{ column: rowNumber, descending, numeric: true }]
  const order = await orderOf(db, versionKey, first.column)
  // Nothing stands in this column.
  if (order === undefined) return sortedPlaces(db, versionKey, among, rest, { offset, limit })
  const found =
    more.length === 0
      ? [...(await rowsOfPage(order, among, descending, { offset, limit }))]
      : await placesOfRuns(db, versionKey, await runsOfPage(order, among, descending, { offset, limit }), sort, limit)
  if (found.length === limit) return found
  const empty = await emptyRows(db, versionKey, among, first)
  const skip = Math.max(0, offset - (among.count - empty.count))
  const last = await sortedPlaces(db, versionKey, empty, rest, { offset: skip, limit: limit - found.length })
  return [...found, ...last]
}

/** Puts the rows of each value in order by the other columns: those of few rows together by PostgreSQL, a value of many by itself. */
async function placesOfRuns(
  db: Kysely<InternetDb>,
  versionKey: number,
  { runs, skipped }: Awaited<ReturnType<typeof runsOfPage>>,
  sort: readonly SortBy[],
  limit: number,
): Promise<readonly number[]> {
  const found: number[] = []
  let offset = skipped
  let few: number[] = []
  const take = async (count: number, from: (part: Part) => Promise<readonly number[]>): Promise<void> => {
    if (count > 0) found.push(...(await from({ offset, limit: Math.min(count - offset, limit - found.length) })))
    if (count > 0) offset = 0
  }
  const takeFew = async (): Promise<void> => {
    const rows = few
    few = []
    await take(rows.length, (part) => sortFew(db, versionKey, rows, sort, part))
  }
  for (const { count, rows } of runs) {
    if (few.length + count > fewRows) await takeFew()
    if (rows instanceof RowSet) await take(count, (part) => sortedPlaces(db, versionKey, rows, sort.slice(1), part))
    else few.push(...rows)
  }
  await takeFew()
  return found
}

/** Those of `among` in which nothing stands in a column. */
async function emptyRows(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: RowSet,
  { column, numeric }: SortBy,
): Promise<RowSet> {
  const conditions = [{ kind: 'is' as const, column, values: [''], numeric }]
  const { rows } = await selectRows(db, { versionKey, conditions, words: [] }, among.rows)
  rows.keep(among)
  return rows
}

async function sortFew(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: readonly number[],
  sort: readonly SortBy[],
  { offset, limit }: Part,
): Promise<readonly number[]> {
  const { rows } = await sql<{ at: number }>`select row_no - 1 as at from open_row where version_key = ${versionKey}
    and row_no = any(${numbersOf(among)}::integer[]) order by ${sortText(sort)} limit ${limit} offset ${offset}`.execute(
    db,
  )
  return rows.map(({ at }) => at)
}

function sortText(sort: readonly SortBy[]): RawBuilder<unknown> {
  const by = sort.map(({ column, descending, numeric }) => {
    if (column === rowNumber) return descending ? sql`row_no desc` : sql`row_no`
    const cell = numeric ? sql`(cells ->> ${column}::text)::numeric` : sql`(cells ->> ${column}::text)`
    return descending ? sql`${cell} desc nulls last` : sql`${cell} asc nulls last`
  })
  const ties = sort.at(-1)?.descending ? sql`row_no desc` : sql`row_no`
  return sql.join([...by, ties], sql`, `)
}
