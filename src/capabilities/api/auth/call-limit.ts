import { sql } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'

/** `burst` calls at once, and `perMinute` over time. */
export interface CallLimit {
  readonly burst: number
  readonly perMinute: number
}

/** Buckets that nobody drew from for so long are full again, and need no row. */
export const bucketRestMs = 3_600_000

/**
 * Takes one call from the bucket of `who`; all processes of the site draw from the same one, in the database. Returns 0, or
 * the seconds until there is a call again. Who it is stands in the table as a keyed hash.
 */
export async function takeCall(
  services: Pick<ZoneServices, 'db' | 'keys'>,
  cityId: string,
  who: string,
  { burst, perMinute }: CallLimit,
  now: Date,
): Promise<number> {
  const db = services.db.city<InternetDb>(cityId)
  const token = services.keys.token(cityId, 'credential', `api calls\0${who}`)
  const perSecond = perMinute / 60
  // What has come since: never less than nothing when the clocks of two machines differ a little.
  const left = sql`least(${burst}::float8, b.calls
    + greatest(0, extract(epoch from (${now}::timestamptz - b.taken_at)))::float8 * ${perSecond}::float8)`
  const { rows } = await sql<{ calls: number }>`
    insert into api_bucket as b (token, calls, taken_at) values (${token}, ${burst - 1}::float8, ${now})
    on conflict (tenant_id, token) do update
       set calls = ${left} - 1, taken_at = greatest(b.taken_at, ${now}::timestamptz)
     where ${left} >= 1
    returning calls`.execute(db)
  if (rows.length > 0) return 0
  const waiting = await sql<{ calls: number }>`
    select ${left} as calls from api_bucket b where b.token = ${token}`.execute(db)
  return Math.max(1, Math.ceil((1 - (waiting.rows[0]?.calls ?? 0)) / perSecond))
}
