import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { standsIn, wordGrams } from './grams.ts'
import type { Condition } from './row-query.ts'
import { largeFrom } from './terms.ts'

/** Of some rows, from 0, those of which a condition holds. */
export type Look = (rows: readonly number[]) => Promise<readonly number[]>

/** Rows that are looked at one by one at most. */
export const mostLookedAt = 5000

/** Of these rows (from 0) those of which the condition holds. */
export async function lookedAt(
  db: Kysely<InternetDb>,
  versionKey: number,
  rows: readonly number[],
  look: RawBuilder<unknown>,
): Promise<readonly number[]> {
  if (rows.length === 0) return []
  const { rows: found } = await sql<{ at: number }>`select row_no - 1 as at from open_row
    where version_key = ${versionKey} and row_no = any(${numbersOf(rows)}::integer[]) and ${look}`.execute(db)
  return found.map(({ at }) => at)
}

/** Numbers of rows as PostgreSQL counts them, from 1. */
export const numbersOf = (rows: readonly number[]): string => `{${rows.map((at) => at + 1).join(',')}}`

/** What no posting tells of a condition; undefined where they tell all. */
export function lookOf(
  db: Kysely<InternetDb>,
  versionKey: number,
  condition: Condition,
  total: number,
): Look | undefined {
  if (condition.kind === 'between') {
    const text = betweenText(condition)
    return text && ((among) => lookedAt(db, versionKey, among, text))
  }
  if (condition.kind !== 'contains') return undefined
  const { column, text, worded } = condition
  if (worded && total > largeFrom && wordGrams(text).exact) return undefined
  return async (among) => {
    if (among.length === 0) return []
    const { rows } = await sql<{ at: number; cell: string }>`select row_no - 1 as at, cells ->> ${column} as cell
      from open_row where version_key = ${versionKey} and row_no = any(${numbersOf(among)}::integer[])
        and cells ->> ${column} is not null`.execute(db)
    return rows.filter(({ cell }) => standsIn(text, cell)).map(({ at }) => at)
  }
}

/** Nothing of a question becomes SQL text: columns and values are parameters. */
function betweenText({
  column,
  from,
  to,
  numeric,
}: Extract<Condition, { kind: 'between' }>): RawBuilder<unknown> | undefined {
  const cell = sql`(cells ->> ${column}::text)`
  const compared = numeric ? sql`${cell}::numeric` : cell
  const bound = (text: string): RawBuilder<unknown> => (numeric ? sql`${text}::numeric` : sql`${text}`)
  const ends = [
    ...(from === undefined ? [] : [sql`${compared} >= ${bound(from)}`]),
    ...(to === undefined ? [] : [sql`${compared} <= ${bound(to)}`]),
  ]
  return ends.length === 0 ? undefined : sql.join(ends, sql` and `)
}
