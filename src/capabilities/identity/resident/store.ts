import { type Kysely, sql } from 'kysely'
import type { Assurance, ResidentSessionRow } from './session.ts'
import type { ResidentTables } from './tables.ts'

type Db = Kysely<ResidentTables>

/** Why a session ended before its time. */
export type SessionEnd = 'signed-out' | 'replaced' | 'revoked' | 'elsewhere'

/** The open session of a cookie's hash at a moment. */
export async function findSessionRow(db: Db, tokenHash: Buffer, at: Date): Promise<ResidentSessionRow | undefined> {
  const found = await sql<ResidentSessionRow>`select * from resident_session(${tokenHash}, ${at})`.execute(db)
  return found.rows[0]
}

export interface NewSession {
  readonly id: string
  readonly tokenHash: Buffer
  readonly accountId: string | null
  /** At least `contact`: nobody has a session for having reached nothing. */
  readonly assurance: Exclude<Assurance, 'none'>
  readonly emailBox: Buffer | null
  readonly at: Date
  readonly idleMinutes: number
  readonly idleEndsAt: Date
  readonly endsAt: Date
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db
    .insertInto('portal_session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      account_id: session.accountId,
      assurance: session.assurance,
      email_box: session.emailBox,
      signed_in_at: session.at,
      idle_minutes: session.idleMinutes,
      idle_ends_at: session.idleEndsAt,
      ends_at: session.endsAt,
    })
    .execute()
}

/** Moves the idle limit on; an ended session stays ended. */
export async function slideSession(db: Db, id: string, idleEndsAt: Date): Promise<void> {
  await db
    .updateTable('portal_session')
    .set({ idle_ends_at: sql<Date>`least(ends_at, ${idleEndsAt}::timestamptz)` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

export async function endSession(db: Db, tokenHash: Buffer, because: SessionEnd, at: Date): Promise<void> {
  await db
    .updateTable('portal_session')
    .set({ ended_at: at, ended_because: because })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends all open sessions of an account but one; returns how many. */
export async function endOtherSessions(db: Db, accountId: string, keepId: string, at: Date): Promise<number> {
  const ended = await db
    .updateTable('portal_session')
    .set({ ended_at: at, ended_because: 'elsewhere' })
    .where('account_id', '=', accountId)
    .where('id', '!=', keepId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

export async function countOtherSessions(db: Db, accountId: string, keepId: string, at: Date): Promise<number> {
  const found = await db
    .selectFrom('portal_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', accountId)
    .where('id', '!=', keepId)
    .where('ended_at', 'is', null)
    .where('idle_ends_at', '>', at)
    .executeTakeFirstOrThrow()
  return Number(found.n)
}

/** The account of a subject; made at its first sign-in. */
export async function upsertAccount(db: Db, subjectToken: Buffer, at: Date): Promise<string> {
  const row = await db
    .insertInto('resident_account')
    .values({
      id: sql<string>`gen_random_uuid()`,
      subject_token: subjectToken,
      created_at: at,
      signed_in_at: at,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'subject_token']).doUpdateSet({ signed_in_at: at }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function saveProfile(db: Db, accountId: string, profileBox: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('resident_account')
    .set({ profile_box: profileBox, profile_read_at: at })
    .where('id', '=', accountId)
    .execute()
}

/** Rows that have done their work: sessions a day after their end, codes after a day, unanswered requests. */
export async function sweep(db: Db, at: Date): Promise<void> {
  const yesterday = new Date(at.getTime() - 24 * 3_600_000)
  await db.deleteFrom('portal_session').where('ends_at', '<', yesterday).execute()
  await db.deleteFrom('contact_code').where('expires_at', '<', yesterday).execute()
  await db.deleteFrom('signature_request').where('expires_at', '<', yesterday).execute()
}
