import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { Bounds } from '../published.ts'
import { gramsOf } from './grams.ts'
import { searchBox } from './place-box.ts'
import { type Condition, type FoundRow, type RowQuery, rowNumber } from './row-query.ts'

/** The wanted rows. Nothing of a question becomes SQL text: columns and values are parameters. */
export async function readRows(db: Kysely<InternetDb>, query: RowQuery): Promise<readonly FoundRow[]> {
  const wide = isWhole(query)
  const { rows } = await sql<FoundRow>`select row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
    where version_key = ${query.versionKey}
    ${wide ? sql`and row_no > ${query.offset} and row_no <= ${query.offset + query.limit}` : whereOf(query)}
    order by ${orderOf(query)} limit ${query.limit} ${wide ? sql`` : sql`offset ${query.offset}`}`.execute(db)
  return rows
}

export interface Counted {
  readonly total: number
  /** More than are worth counting: the planner's guess, at least what was counted. */
  readonly estimated: boolean
}

/** Rows counted one by one; beyond it they are guessed. */
export const mostCounted = 100_000

/** How many rows a question finds, whatever its page. `all`: the rows of the version. */
export async function countRows(db: Kysely<InternetDb>, query: RowQuery, all: number): Promise<Counted> {
  if (isWhole({ ...query, sort: [] })) return { total: all, estimated: false }
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1 from open_row
    where version_key = ${query.versionKey} ${whereOf(query)} limit ${mostCounted + 1}) as found`.execute(db)
  const total = Number(rows[0]?.n ?? 0)
  if (total <= mostCounted) return { total, estimated: false }
  const plan = await sql<{ 'QUERY PLAN': readonly { Plan: { 'Plan Rows': number } }[] }>`explain (format json)
    select 1 from open_row where version_key = ${query.versionKey} ${whereOf(query)}`.execute(db)
  const guess = Number(plan.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0)
  return { total: Math.min(all, Math.max(total, guess)), estimated: true }
}

/** The rows with these names; a name may be carried by several rows of a badly kept file. */
export async function findRow(
  db: Kysely<InternetDb>,
  versionKey: number,
  rowKey: string,
): Promise<FoundRow | undefined> {
  const { rows } = await sql<FoundRow>`select row_no as "rowNo", row_key as "rowKey", cells, lon, lat from open_row
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

/** No condition at all: a page is a range of row numbers, however deep. */
function isWhole({ conditions, words, bounds, sort }: RowQuery): boolean {
  return conditions.length === 0 && words.length === 0 && bounds === undefined && sort.length === 0
}

export function whereOf({ versionKey, conditions, words, bounds }: RowQuery): RawBuilder<unknown> {
  const parts = conditions.map(conditionOf)
  for (const word of words) parts.push(wordOf(word))
  if (bounds !== undefined) parts.push(withinOf(versionKey, bounds))
  return sql.join(
    parts.map((part) => sql`and ${part}`),
    sql` `,
  )
}

/** A box whose west lies east of its east crosses the 180th meridian: it is two. */
function withinOf(versionKey: number, [west, south, east, north]: Bounds): RawBuilder<unknown> {
  if (west > east)
    return sql`(${withinOf(versionKey, [west, south, 180, north])} or ${withinOf(versionKey, [-180, south, east, north])})`
  return sql`(place && ${searchBox(versionKey, [west, south, east, north])}::box
    and lon between ${west} and ${east} and lat between ${south} and ${north})`
}

function conditionOf(condition: Condition): RawBuilder<unknown> {
  if (condition.kind === 'row') return sql`row_no = any(${condition.numbers}::integer[])`
  const cell = sql`(cells ->> ${condition.column}::text)`
  switch (condition.kind) {
    case 'is': {
      const either = condition.values.map((value) =>
        value === ''
          ? sql`not jsonb_exists(cells, ${condition.column})`
          : sql`cells @> ${JSON.stringify({ [condition.column]: value })}::jsonb`,
      )
      return either.length === 0 ? sql`false` : sql`(${sql.join(either, sql` or `)})`
    }
    case 'includes':
      return sql`position(${`;${condition.value};`} in ';' || ${cell} || ';') > 0`
    case 'contains':
      return sql`position(lower(${condition.text}) in lower(${cell})) > 0`
    case 'between': {
      const compared = condition.numeric ? sql`${cell}::numeric` : cell
      const bound = (text: string): RawBuilder<unknown> => (condition.numeric ? sql`${text}::numeric` : sql`${text}`)
      const ends = [
        ...(condition.from === undefined ? [] : [sql`${compared} >= ${bound(condition.from)}`]),
        ...(condition.to === undefined ? [] : [sql`${compared} <= ${bound(condition.to)}`]),
      ]
      return ends.length === 0 ? sql`true` : sql.join(ends, sql` and `)
    }
  }
}

/** By its pairs of letters; a single letter is too common to be searched for and finds everything. */
function wordOf(word: string): RawBuilder<unknown> {
  const grams = gramsOf(word)
  return grams.length === 0 ? sql`true` : sql`grams @> ${`{${grams.join(',')}}`}::integer[]`
}

function orderOf({ sort }: RowQuery): RawBuilder<unknown> {
  const by = sort.map(({ column, descending, numeric }) => {
    if (column === rowNumber) return descending ? sql`row_no desc` : sql`row_no`
    const cell = numeric ? sql`(cells ->> ${column}::text)::numeric` : sql`(cells ->> ${column}::text)`
    return descending ? sql`${cell} desc nulls last` : sql`${cell} asc nulls last`
  })
  return sql.join([...by, sql`row_no`], sql`, `)
}
