import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import { gather, inTwoHalves } from '../../../platform/database/gather.ts'
import type { DraftTable, InternetDb } from '../../../platform/database/generated/internet.ts'
import { inOnePiece, plainList, runText } from '../../../platform/database/run-text.ts'
import type { ResidentSessionRow } from '../../identity/index.ts'
import type { Ownership } from '../shared/access.ts'
import type { Owner } from '../shared/owner.ts'

export type DraftRow = Selectable<DraftTable>

/** What of a row it takes to open the draft. */
export type OpenableDraftRow = Omit<DraftRow, 'tenant_id' | 'receipt_prefix' | 'resume_token'>

/** What is needed to say whether this visitor may open a draft, and which version of it is the newest. */
export interface DraftVisit {
  readonly owner: Ownership
  readonly version: number
  readonly session: ResidentSessionRow | null
  readonly granted: boolean
}

interface VisitAsk {
  readonly id: string
  readonly sessionHash: Buffer | null
  readonly browserToken: Buffer | null
  readonly at: Date
}

/** Draft and session both have `account_id`: the draft's own comes under another name. */
type VisitRow = Omit<ResidentSessionRow, 'session_id'> & {
  readonly n: number
  readonly session_id: string | null
  readonly owner_id: string | null
  readonly contact_token: Buffer | null
  readonly version: number
  readonly granted: boolean
}

const visits = new WeakMap<Kysely<InternetDb>, (ask: VisitAsk) => Promise<DraftVisit | undefined>>()

/**
 * One query for every page of a draft: whose it is, the session of the cookie, this browser's grant; in a rush one for
 * several pages. The draft's own row follows (`findDraftRow`) when this version of it is not in memory.
 */
export function findDraftVisit(
  db: Kysely<InternetDb>,
  id: string,
  sessionHash: Buffer | null,
  browserToken: Buffer | null,
  at: Date,
): Promise<DraftVisit | undefined> {
  const find =
    visits.get(db) ?? gather((asks: readonly VisitAsk[]) => findDraftVisits(db, asks), { atOnce: 1, most: 50 })
  visits.set(db, find)
  return find({ id, sessionHash, browserToken, at })
}

const visitText = `
    select w.n::integer as n, d.account_id as owner_id, d.contact_token, d.version, s.*,
           exists (select from browser_grant g
                    where g.browser_token = w.browser and g.application_id = d.id and g.expires_at > w.at) as granted
      from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::timestamptz[])
             with ordinality as w(id, session_hash, browser, at, n)
      join draft d on d.id = w.id and d.id = any($1::uuid[]) and d.expires_at > w.at
      left join resident_session(w.session_hash, w.at) s on true`

async function findDraftVisits(
  db: Kysely<InternetDb>,
  asks: readonly VisitAsk[],
): Promise<readonly (DraftVisit | undefined)[]> {
  const rows = await runText<VisitRow>(db, visitText, [
    plainList(asks.map(({ id }) => id)),
    asks.map(({ sessionHash }) => sessionHash),
    asks.map(({ browserToken }) => browserToken),
    plainList(asks.map(({ at }) => at.toISOString())),
  ])
  const answers = new Array<DraftVisit | undefined>(asks.length)
  for (const row of rows) {
    answers[row.n - 1] = {
      owner: { account_id: row.owner_id, contact_token: row.contact_token },
      version: row.version,
      session: row.session_id === null ? null : { ...row, session_id: row.session_id },
      granted: row.granted,
    }
  }
  return answers
}

export async function insertDraft(db: Kysely<InternetDb>, draft: Insertable<DraftTable>): Promise<void> {
  await db.insertInto('draft').values(draft).execute()
}

interface DraftSave {
  readonly id: string
  readonly version: number
  readonly body: Buffer
  readonly savedAt: Date
  readonly expiresAt: Date
}

const saves = new WeakMap<Kysely<InternetDb>, (save: DraftSave) => Promise<boolean>>()

/**
 * Saves over exactly this version, durably before it answers; in a rush several drafts with one commit. False when the
 * draft was saved by somebody else since `version`, or is gone.
 */
export function updateDraft(db: Kysely<InternetDb>, save: DraftSave): Promise<boolean> {
  const update = saves.get(db) ?? gather((all: readonly DraftSave[]) => updateDrafts(db, all), inTwoHalves)
  saves.set(db, update)
  return update(save)
}

const updateText = `
    update draft d
       set body = piece_of($3::bytea, $4::integer[], w.n::integer), version = d.version + 1, saved_at = w.saved_at,
           expires_at = w.expires_at
      from unnest($1::uuid[], $2::integer[], $5::timestamptz[], $6::timestamptz[])
             with ordinality as w(id, version, saved_at, expires_at, n)
     where d.id = w.id and d.id = any($1::uuid[]) and d.version = w.version
    returning w.n::integer as n`

/** Of two saves of one draft in the same statement PostgreSQL carries out one, and only that one is answered with true. */
async function updateDrafts(db: Kysely<InternetDb>, all: readonly DraftSave[]): Promise<readonly boolean[]> {
  const { bytes, cuts } = inOnePiece(all.map(({ body }) => body))
  const rows = await runText<{ n: number }>(db, updateText, [
    plainList(all.map(({ id }) => id)),
    plainList(all.map(({ version }) => version)),
    bytes,
    cuts,
    plainList(all.map(({ savedAt }) => savedAt.toISOString())),
    plainList(all.map(({ expiresAt }) => expiresAt.toISOString())),
  ])
  const done = new Set(rows.map(({ n }) => n))
  return all.map((_, i) => done.has(i + 1))
}

/** Drafts of an account or of a reached mail address, newest first. */
export function listDrafts(db: Kysely<InternetDb>, owner: Owner, at: Date): Promise<DraftRow[]> {
  const drafts = db.selectFrom('draft').selectAll().where('expires_at', '>', at).orderBy('saved_at', 'desc').limit(50)
  if (owner.accountId !== undefined) return drafts.where('account_id', '=', owner.accountId).execute()
  if (owner.contactToken !== undefined) return drafts.where('contact_token', '=', owner.contactToken).execute()
  return Promise.resolve([])
}

export function findDraftByResumeNumber(
  db: Kysely<InternetDb>,
  number: string,
  at: Date,
): Promise<DraftRow | undefined> {
  return db
    .selectFrom('draft')
    .selectAll()
    .where('resume_number', '=', number)
    .where('expires_at', '>', at)
    .executeTakeFirst()
}

/** Lets a browser open a draft or an application until the moment given. */
export async function grantBrowser(
  db: Kysely<InternetDb>,
  browserToken: Buffer,
  applicationId: string,
  expiresAt: Date,
): Promise<void> {
  await db
    .insertInto('browser_grant')
    .values({ browser_token: browserToken, application_id: applicationId, expires_at: expiresAt })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'browser_token', 'application_id']).doUpdateSet({ expires_at: expiresAt }),
    )
    .execute()
}

/** Takes back every grant of this browser. */
export async function revokeBrowser(db: Kysely<InternetDb>, browserToken: Buffer): Promise<void> {
  await db.deleteFrom('browser_grant').where('browser_token', '=', browserToken).execute()
}

/** How often this was tried within the window, this time counted. */
export async function countAttempt(
  db: Kysely<InternetDb>,
  token: Buffer,
  at: Date,
  windowMinutes: number,
): Promise<number> {
  const result = await sql<{ count: number }>`
    select count_lookup_attempt(${token}, ${at}, make_interval(mins => ${windowMinutes})) as count`.execute(db)
  return result.rows[0]?.count ?? 1
}

export function findDraftRow(db: Kysely<InternetDb>, id: string, at: Date): Promise<DraftRow | undefined> {
  return db.selectFrom('draft').selectAll().where('id', '=', id).where('expires_at', '>', at).executeTakeFirst()
}
