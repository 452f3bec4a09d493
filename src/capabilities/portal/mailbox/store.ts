import { type Kysely, type Selectable, sql } from 'kysely'
import type {
  CorrectionTable,
  InternetDb,
  LetterTable,
  NoticeTable,
} from '../../../platform/database/generated/internet.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import type { Owner } from '../shared/owner.ts'

export type NoticeRow = Selectable<NoticeTable>
export type CorrectionRow = Selectable<CorrectionTable>
export type LetterRow = Selectable<LetterTable>

/** A line of the mailbox. The submission itself is the first of each application and has no words of its own. */
export interface MailboxLine
  extends Pick<NoticeRow, 'application_id' | 'code' | 'at' | 'due_on' | 'read_at'>,
    Pick<ApplicationRow, 'receipt_number' | 'procedure_id' | 'version_hash' | 'state' | 'section'> {
  readonly kind: NoticeRow['kind'] | 'submitted'
  readonly body: Buffer | null
}

/** The mailbox of a person: newest first, what is answered or over not first. */
export function listNotices(db: Kysely<InternetDb>, owner: Owner, limit = 100): Promise<readonly MailboxLine[]> {
  const about = [
    'application.receipt_number',
    'application.procedure_id',
    'application.version_hash',
    'application.state',
    'application.section',
  ] as const
  const submitted = db
    .selectFrom('application')
    .select([
      'application.id as application_id',
      sql<string>`'submitted'`.as('code'),
      sql<MailboxLine['kind']>`'submitted'`.as('kind'),
      'application.arrived_at as at',
      sql<string | null>`null::date`.as('due_on'),
      sql<Buffer | null>`null::bytea`.as('body'),
      'application.submitted_read_at as read_at',
    ])
    .select(about)
    .where(ownedBy(owner))
  const told = db
    .selectFrom('notice')
    .innerJoin('application', 'application.id', 'notice.application_id')
    .select([
      'notice.application_id',
      'notice.code',
      sql<MailboxLine['kind']>`notice.kind`.as('kind'),
      'notice.at',
      'notice.due_on',
      sql<Buffer | null>`notice.body`.as('body'),
      'notice.read_at',
    ])
    .select(about)
    .where(ownedBy(owner))
  return submitted.unionAll(told).orderBy('at', 'desc').limit(limit).execute()
}

/** Applications of this owner. A mail address owns only what was sent without an account. */
function ownedBy({ accountId, contactToken }: Owner) {
  if (accountId !== undefined) return sql<boolean>`application.account_id = ${accountId}`
  if (contactToken === undefined) return sql<boolean>`false`
  return sql<boolean>`application.account_id is null and application.contact_token = ${contactToken}`
}

export async function countUnread(db: Kysely<InternetDb>, owner: Owner): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from application where ${ownedBy(owner)} and submitted_read_at is null)
         + (select count(*) from notice join application on application.id = notice.application_id
             where ${ownedBy(owner)} and notice.read_at is null) as count`.execute(db)
  return rows[0]?.count ?? 0
}

export async function markNoticesRead(db: Kysely<InternetDb>, applicationId: string, at: Date): Promise<void> {
  await sql`with submitted as (
      update application set submitted_read_at = ${at} where id = ${applicationId} and submitted_read_at is null)
    update notice set read_at = ${at} where application_id = ${applicationId} and read_at is null`.execute(db)
}

export function findNotice(
  db: Kysely<InternetDb>,
  applicationId: string,
  code: string,
): Promise<NoticeRow | undefined> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('code', '=', code)
    .executeTakeFirst()
}

/** Notices of one kind, newest first. */
export function listNoticesOfKind(
  db: Kysely<InternetDb>,
  applicationId: string,
  kind: NoticeRow['kind'],
): Promise<NoticeRow[]> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .execute()
}

/** The notice of the newest decision: after a correction of the decision there may be several. */
export function findDecisionNotice(db: Kysely<InternetDb>, applicationId: string): Promise<NoticeRow | undefined> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('kind', '=', 'decision')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A notice once; the same code again adds nothing. Returns whether it was new. */
export async function insertNotice(
  db: Kysely<InternetDb>,
  notice: Pick<NoticeRow, 'application_id' | 'code' | 'kind' | 'at' | 'due_on' | 'body'>,
): Promise<boolean> {
  const result = await db
    .insertInto('notice')
    .values({ ...notice, read_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export function listCorrections(db: Kysely<InternetDb>, applicationId: string): Promise<CorrectionRow[]> {
  return db
    .selectFrom('correction')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('requested_at', 'desc')
    .execute()
}

export function findCorrection(
  db: Kysely<InternetDb>,
  applicationId: string,
  id: string,
): Promise<CorrectionRow | undefined> {
  return db
    .selectFrom('correction')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function listLetters(db: Kysely<InternetDb>, applicationId: string): Promise<LetterRow[]> {
  return db.selectFrom('letter').selectAll().where('application_id', '=', applicationId).orderBy('arrived_at').execute()
}

export function findApplicationByReceipt(
  db: Kysely<InternetDb>,
  receiptNumber: string,
): Promise<ApplicationRow | undefined> {
  return db.selectFrom('application').selectAll().where('receipt_number', '=', receiptNumber).executeTakeFirst()
}

/** Locks an application for a change in this transaction. */
export function lockApplication(trx: Kysely<InternetDb>, id: string): Promise<ApplicationRow | undefined> {
  return trx.selectFrom('application').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findPlaceStanding(db: Kysely<InternetDb>, receiptNumber: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('place')
    .select('standing')
    .where('receipt_number', '=', receiptNumber)
    .orderBy('position')
    .executeTakeFirst()
  return row?.standing
}

/** Gives back every place that an application holds or waits for. */
export async function releasePlaces(trx: Kysely<InternetDb>, receiptNumber: string): Promise<void> {
  await sql`select change_place(register, entry, receipt_number, 'released') from place
    where receipt_number = ${receiptNumber} and standing in ('reserved', 'waiting', 'lottery', 'won', 'offered')`.execute(
    trx,
  )
}
