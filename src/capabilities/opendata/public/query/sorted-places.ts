import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { orderOf, rowsOfPiece } from './look-up.ts'
import { numbersOf } from './looks.ts'
import { rowNumber, type SortBy } from './row-query.ts'
import type { RowSet } from './row-set.ts'
import { selectRows } from './select-rows.ts'
import { valueKey } from './terms.ts'

/** Found rows so few are put in order by PostgreSQL. */
const fewRows = 2000
/** Pieces of an order that are read at once when the first does not fill the page: 64 KB each. */
const mostPieces = 16

interface Part {
  readonly offset: number
  readonly limit: number
}

/**
 * Where the rows of a page stand, from 0, when some of a version's rows are put in an order; rows without a value come last. The order of
 * the first column was written by the loader. Among rows that are equal in it the next column decides: the page is cut where its value
 * changes, and of the values at its two ends, which may reach beyond it, the rows are found by their posting and put in order in
 * the same way.
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
  if (more.length === 0) return placesInOrder(db, versionKey, among, first, { offset, limit })
  // One before and one behind tell whether the first and the last value reach beyond the page.
  const before = Math.min(offset, 1)
  const around = { offset: offset - before, limit: limit + before + 1 }
  const places = await placesInOrder(db, versionKey, among, first, around)
  const keys = await keysOf(db, versionKey, places, first)
  const [from, to] = [before, Math.min(places.length, before + limit)]
  const reachesBack = from > 0 && from < to && keys[from - 1] === keys[from]
  const reachesOn = to < places.length && from < to && keys[to - 1] === keys[to]
  let whole = from
  if (reachesBack) while (whole < to && keys[whole] === keys[from]) whole += 1
  let last = to
  if (reachesOn) while (last > whole && keys[last - 1] === keys[to - 1]) last -= 1
  // A page of one value alone, which reaches on as well, has been taken whole.
  const groupOf = (key: string): Promise<RowSet> => equalRows(db, versionKey, among, first, key)
  const found: number[] = []
  if (reachesBack || (reachesOn && last === from)) {
    const group = await groupOf(keys[from] ?? '')
    const end = reachesBack ? whole : to
    const skipped = group.countBefore(places[from] ?? 0, first.descending)
    found.push(...(await sortedPlaces(db, versionKey, group, more, { offset: skipped, limit: end - from })))
    whole = end
  }
  if (last > whole)
    found.push(...(await sortFew(db, versionKey, places.slice(whole, last), sort, { offset: 0, limit: last - whole })))
  if (last >= whole && last < to)
    found.push(
      ...(await sortedPlaces(db, versionKey, await groupOf(keys[last] ?? ''), more, { offset: 0, limit: to - last })),
    )
  return found
}

/** What the cells of a column are compared by, in the order of the places. */
async function keysOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  places: readonly number[],
  { column, numeric }: SortBy,
): Promise<readonly string[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ at: number; value: string | null }>`select row_no - 1 as at, cells ->> ${column} as value
    from open_row where version_key = ${versionKey} and row_no = any(${numbersOf(places)}::integer[])`.execute(db)
  const keys = new Map(rows.map(({ at, value }) => [at, valueKey(value ?? '', numeric)]))
  return places.map((at) => keys.get(at) ?? '')
}

async function equalRows(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: RowSet,
  { column, numeric }: SortBy,
  key: string,
): Promise<RowSet> {
  const conditions = [{ kind: 'is' as const, column, values: [key], numeric }]
  const { rows } = await selectRows(db, { versionKey, conditions, words: [] }, among.rows)
  rows.keep(among)
  return rows
}

/** By the order of one column; equal ones in the order of the file, backwards where it is descending. */
async function placesInOrder(
  db: Kysely<InternetDb>,
  versionKey: number,
  among: RowSet,
  { column, descending, numeric }: SortBy,
  { offset, limit }: Part,
): Promise<readonly number[]> {
  const order = await orderOf(db, versionKey, column)
  // Nothing stands in this column.
  if (order === undefined) return among.slice(offset, limit, descending)
  const whole = among.count === among.rows
  const found: number[] = []
  let skip = offset
  const pieces = Math.ceil(order.rows / rowsOfPiece)
  const take = (numbers: Uint32Array): void => {
    for (let i = 0; i < numbers.length && found.length < limit; i += 1) {
      const row = (numbers[descending ? numbers.length - 1 - i : i] ?? 0) - 1
      if (!among.has(row)) continue
      if (skip > 0) skip -= 1
      else found.push(row)
    }
  }
  let n = 0
  // Of all rows whole pieces can be passed over; of some each must be looked at.
  const rowsOf = (at: number): number => Math.min(rowsOfPiece, order.rows - at * rowsOfPiece)
  const pieceAt = (turn: number): number => (descending ? pieces - 1 - turn : turn)
  for (; whole && n < pieces && skip >= rowsOf(pieceAt(n)); n += 1) skip -= rowsOf(pieceAt(n))
  for (let together = 1; n < pieces && found.length < limit; together = mostPieces) {
    const count = Math.min(together, pieces - n)
    const read = await order.read(descending ? pieces - n - count : n, count)
    for (const numbers of descending ? [...read].reverse() : read) take(numbers)
    n += count
  }
  if (found.length === limit) return found
  const empty = await equalRows(db, versionKey, among, { column, descending, numeric }, '')
  return [...found, ...empty.slice(skip, limit - found.length, descending)]
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
