import pg from 'pg'

const INT8 = 20
const DATE = 1082
const passThrough = (text: string): string => text

/**
 * How PostgreSQL's values become JavaScript's. A `date` stays `YYYY-MM-DD`: a day has no time zone. A `bigint` becomes
 * a number and is refused beyond 2^53, which no counter or yen amount of ours reaches. Everything else is pg's default.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger
    if (oid === DATE) return passThrough
    return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint of the database is beyond 2^53.')
  return value
}
