import pg from 'pg'

const INT8 = 20
const DATE = 1082
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const NUMERIC_ARRAY = 1231
const TEXT_ARRAY: number = 1009

const passThrough = (text: string): string => text
/** A list of texts, as PostgreSQL writes it: `{2026-11-24,2026-11-25}`. */
const texts = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (text: string) => (string | null)[]

/**
 * How PostgreSQL's values become JavaScript's; `generate-types.ts` says the same in types. A `date` stays `YYYY-MM-DD`:
 * a day has no time zone. A `bigint` becomes a number and is refused beyond 2^53, which no counter or yen amount of
 * ours reaches. A `numeric` stays text. Everything else is pg's default.
 */
const own: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [DATE, passThrough],
  [INT8_ARRAY, (text) => texts(text).map((one) => (one === null ? null : safeInteger(one)))],
  [DATE_ARRAY, texts],
  [NUMERIC_ARRAY, texts],
])

export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    own.get(oid) ??
    pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint of the database is beyond 2^53.')
  return value
}
