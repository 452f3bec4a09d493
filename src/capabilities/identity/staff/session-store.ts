import { type Kysely, sql } from 'kysely'
import { gather } from '../../../platform/database/gather.ts'
import type { AssignmentKind } from '../organisation/model.ts'
import type { StaffTables } from './tables.ts'

type Db = Kysely<StaffTables>

export interface StaffSessionRow {
  readonly id: string
  readonly staff_id: string
  readonly staff_number: string
  readonly name: string
  readonly method: 'password-totp' | 'passkey'
  readonly signed_in_at: Date
  readonly proven_at: Date
  readonly idle_minutes: number
  readonly idle_ends_at: Date
  readonly ends_at: Date
  readonly assignments: readonly {
    readonly id: string
    readonly kind: AssignmentKind
    readonly from: string
    readonly to: string | null
    readonly sectionId: string
    readonly sectionName: string
    readonly postId: string
    readonly postName: string
    readonly rank: number
  }[]
  /** Roles that count on the day, each with the sections it reaches; null: the whole city. */
  readonly grants: readonly { readonly role: string; readonly sections: readonly string[] | null }[]
  /** Own sections and those under them. */
  readonly own_sections: readonly string[]
}

interface SessionAsk {
  readonly tokenHash: Buffer
  readonly at: Date
  readonly today: string
}

type FindSession = (ask: SessionAsk) => Promise<StaffSessionRow | undefined>
const finders = new WeakMap<Db, FindSession>()

/**
 * The open session of a cookie's hash with everything that decides what the person may do, in one query: an
 * assignment or role that ended yesterday counts no more with the first request of today. In a rush one query for several.
 */
export function findStaffSession(
  db: Db,
  tokenHash: Buffer,
  at: Date,
  today: string,
): Promise<StaffSessionRow | undefined> {
  const find =
    finders.get(db) ?? gather((asks: readonly SessionAsk[]) => findStaffSessions(db, asks), { atOnce: 1, most: 20 })
  finders.set(db, find)
  return find({ tokenHash, at, today })
}

async function findStaffSessions(
  db: Db,
  asks: readonly SessionAsk[],
): Promise<readonly (StaffSessionRow | undefined)[]> {
  const hashes = asks.map(({ tokenHash }) => tokenHash)
  const found = await sql<StaffSessionRow & { readonly n: number }>`
    with mine as (
      select w.n, w.today, s.id, s.staff_id, m.staff_number, m.name, s.method, s.signed_in_at, s.proven_at,
             s.idle_minutes, s.idle_ends_at, s.ends_at
        from unnest(${hashes}::bytea[], ${asks.map(({ at }) => at)}::timestamptz[],
                    ${asks.map(({ today }) => today)}::date[]) with ordinality as w(token_hash, at, today, n)
        join staff_session s on s.tenant_id = current_tenant() and s.token_hash = w.token_hash
             and s.token_hash = any(${hashes}::bytea[]) and s.ended_at is null
             and w.at < s.idle_ends_at and w.at < s.ends_at
        join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
             and m.begins_on <= w.today and (m.ends_on is null or m.ends_on >= w.today)
    ), held as (
      select mine.n, a.id, a.kind, a.begins_on, a.ends_on, a.section_id, e.name as section_name, a.post_id,
             p.name as post_name, p.rank
        from mine
        join assignment a on a.tenant_id = current_tenant() and a.staff_id = mine.staff_id
             and a.begins_on <= mine.today and (a.ends_on is null or a.ends_on >= mine.today)
        join section e on e.tenant_id = a.tenant_id and e.id = a.section_id
        join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
    ), given as (
      select mine.n, g.role, g.section_id
        from mine
        join role_grant g on g.tenant_id = current_tenant() and g.staff_id = mine.staff_id
             and g.begins_on <= mine.today and (g.ends_on is null or g.ends_on >= mine.today)
    )
    select mine.n::integer as n, mine.id, mine.staff_id, mine.staff_number, mine.name, mine.method, mine.signed_in_at,
      mine.proven_at, mine.idle_minutes, mine.idle_ends_at, mine.ends_at,
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'from', begins_on, 'to', ends_on,
          'sectionId', section_id, 'sectionName', section_name, 'postId', post_id, 'postName', post_name, 'rank', rank)
          order by (kind = 'principal') desc, rank desc, id) from held where held.n = mine.n), '[]'::json) as assignments,
      coalesce((select json_agg(json_build_object('role', role, 'sections',
          case when section_id is null then null
               else (select json_agg(u) from sections_under(section_id) u) end))
          from given where given.n = mine.n), '[]'::json) as grants,
      coalesce((select array_agg(distinct u::text) from held, sections_under(held.section_id) u
          where held.n = mine.n), '{}') as own_sections
    from mine`.execute(db)
  const answers = new Array<StaffSessionRow | undefined>(asks.length)
  for (const row of found.rows) answers[row.n - 1] = row
  return answers
}

export interface NewStaffSession {
  readonly id: string
  readonly tokenHash: Buffer
  readonly staffId: string
  readonly method: 'password-totp' | 'passkey'
  readonly browser: string
  readonly at: Date
  readonly idleMinutes: number
  readonly endsAt: Date
}

export async function insertStaffSession(db: Db, session: NewStaffSession): Promise<void> {
  const idleEndsAt = new Date(Math.min(session.at.getTime() + session.idleMinutes * 60_000, session.endsAt.getTime()))
  await db
    .insertInto('staff_session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      method: session.method,
      browser: session.browser,
      signed_in_at: session.at,
      proven_at: session.at,
      last_seen_at: session.at,
      idle_minutes: session.idleMinutes,
      idle_ends_at: idleEndsAt,
      ends_at: session.endsAt,
    })
    .execute()
}

export async function slideStaffSession(db: Db, id: string, seenAt: Date, idleEndsAt: Date): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ last_seen_at: seenAt, idle_ends_at: sql<Date>`least(ends_at, ${idleEndsAt}::timestamptz)` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

export type SessionEnd = 'signed-out' | 'replaced' | 'revoked' | 'left' | 'credential-changed'

export async function endByToken(db: Db, tokenHash: Buffer, because: SessionEnd, at: Date): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ ended_at: at, ended_because: because })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends one open session of a person; false when it is not theirs or not open. */
export async function endOne(db: Db, staffId: string, id: string, because: SessionEnd, at: Date): Promise<boolean> {
  const ended = await db
    .updateTable('staff_session')
    .set({ ended_at: at, ended_because: because })
    .where('staff_id', '=', staffId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows === 1n
}

/** Ends all open sessions of a person, or all but one. */
export async function endAll(db: Db, staffId: string, because: SessionEnd, at: Date, keepId?: string): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ ended_at: at, ended_because: because })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .$if(keepId !== undefined, (query) => query.where('id', '!=', keepId ?? ''))
    .execute()
}

export async function listOpenSessions(db: Db, staffId: string, at: Date) {
  return db
    .selectFrom('staff_session')
    .select(['id', 'method', 'browser', 'signed_in_at', 'last_seen_at'])
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('idle_ends_at', '>', at)
    .where('ends_at', '>', at)
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute()
}

export async function markProven(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('staff_session').set({ proven_at: at }).where('id', '=', id).execute()
}
