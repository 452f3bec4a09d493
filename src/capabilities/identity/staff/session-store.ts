import { type Kysely, sql } from 'kysely'
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

/**
 * The open session of a cookie's hash with everything that decides what the person may do, in one query: an
 * assignment or role that ended yesterday counts no more with the first request of today.
 */
export async function findStaffSession(
  db: Db,
  tokenHash: Buffer,
  at: Date,
  today: string,
): Promise<StaffSessionRow | undefined> {
  const found = await sql<StaffSessionRow>`
    with mine as (
      select s.id, s.staff_id, m.staff_number, m.name, s.method, s.signed_in_at, s.proven_at, s.idle_minutes,
             s.idle_ends_at, s.ends_at
        from staff_session s
        join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
       where s.tenant_id = current_tenant() and s.token_hash = ${tokenHash} and s.ended_at is null
         and ${at}::timestamptz < s.idle_ends_at and ${at}::timestamptz < s.ends_at
         and m.begins_on <= ${today}::date and (m.ends_on is null or m.ends_on >= ${today}::date)
    ), held as (
      select a.id, a.kind, a.begins_on, a.ends_on, a.section_id, e.name as section_name, a.post_id, p.name as post_name, p.rank
        from assignment a
        join section e on e.tenant_id = a.tenant_id and e.id = a.section_id
        join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
       where a.tenant_id = current_tenant() and a.staff_id = (select staff_id from mine)
         and a.begins_on <= ${today}::date and (a.ends_on is null or a.ends_on >= ${today}::date)
    ), given as (
      select g.role, g.section_id
        from role_grant g
       where g.tenant_id = current_tenant() and g.staff_id = (select staff_id from mine)
         and g.begins_on <= ${today}::date and (g.ends_on is null or g.ends_on >= ${today}::date)
    )
    select mine.*,
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'from', begins_on, 'to', ends_on,
          'sectionId', section_id, 'sectionName', section_name, 'postId', post_id, 'postName', post_name, 'rank', rank)
          order by (kind = 'principal') desc, rank desc, id) from held), '[]'::json) as assignments,
      coalesce((select json_agg(json_build_object('role', role, 'sections',
          case when section_id is null then null
               else (select json_agg(u) from sections_under(section_id) u) end)) from given), '[]'::json) as grants,
      coalesce((select array_agg(distinct u::text) from held, sections_under(held.section_id) u), '{}') as own_sections
    from mine`.execute(db)
  return found.rows[0]
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
