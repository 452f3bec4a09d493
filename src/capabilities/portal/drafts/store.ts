import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { DraftTable, InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ResidentSessionRow } from '../../identity/index.ts'
import type { Owner } from '../shared/owner.ts'

export type DraftRow = Selectable<DraftTable>

/** A draft with what is needed to say whether this visitor may open it: all of a form page's SQL. */
export interface DraftVisit {
  readonly draft: DraftRow
  readonly session: ResidentSessionRow | null
  readonly granted: boolean
}

/** Draft and session both have `account_id` and `assurance`: the draft's own come under names of their own. */
type VisitRow = DraftRow &
  Omit<ResidentSessionRow, 'session_id'> & {
    readonly session_id: string | null
    readonly owner_account_id: string | null
    readonly draft_assurance: string
    readonly granted: boolean
  }

/** One query: the draft, the session of the cookie, and this browser's grant. */
export async function findDraftVisit(
  db: Kysely<InternetDb>,
  id: string,
  sessionHash: Buffer | null,
  browserToken: Buffer | null,
  at: Date,
): Promise<DraftVisit | undefined> {
  const result = await sql<VisitRow>`
    select d.*, d.account_id as owner_account_id, d.assurance as draft_assurance, s.*,
           exists (select from browser_grant g
                    where g.browser_token = ${browserToken} and g.application_id = d.id and g.expires_at > ${at}) as granted
      from draft d left join resident_session(${sessionHash}, ${at}) s on true
     where d.id = ${id} and d.expires_at > ${at}`.execute(db)
  const row = result.rows[0]
  if (row === undefined) return undefined
  return {
    draft: { ...row, account_id: row.owner_account_id, assurance: row.draft_assurance },
    session: row.session_id === null ? null : { ...row, session_id: row.session_id },
    granted: row.granted,
  }
}

export async function insertDraft(db: Kysely<InternetDb>, draft: Insertable<DraftTable>): Promise<void> {
  await db.insertInto('draft').values(draft).execute()
}

/** One UPDATE. False when the draft was saved by somebody else since `version`, or is gone. */
export async function updateDraft(
  db: Kysely<InternetDb>,
  id: string,
  version: number,
  body: Buffer,
  savedAt: Date,
  expiresAt: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('draft')
    .set({ body, version: version + 1, saved_at: savedAt, expires_at: expiresAt })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
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
