import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type {
  ApplicationTable,
  BundleMemberTable,
  BundleTable,
  InternetDb,
} from '../../../platform/database/generated/internet.ts'
import type { DraftRow } from '../drafts/store.ts'
import type { Owner } from '../shared/owner.ts'

export type BundleRow = Selectable<BundleTable>
export type MemberRow = Selectable<BundleMemberTable>
export type ApplicationRow = Selectable<ApplicationTable>

/** A bundle with whether this browser was granted it. */
export async function findBundle(
  db: Kysely<InternetDb>,
  id: string,
  browserToken: Buffer | null,
  at: Date,
): Promise<(BundleRow & { readonly granted: boolean }) | undefined> {
  const { rows } = await sql<BundleRow & { granted: boolean }>`
    select b.*, exists (select from browser_grant g where g.browser_token = ${browserToken}
                          and g.application_id = b.id and g.expires_at > ${at}) as granted
      from bundle b where b.id = ${id}`.execute(db)
  return rows[0]
}

/** What belongs to a bundle, in its order, each as far as it has come: a draft, an application, or neither any more. */
export async function listMembers(
  db: Kysely<InternetDb>,
  bundleId: string,
  at: Date,
): Promise<
  readonly { readonly member: MemberRow; readonly draft?: DraftRow; readonly application?: ApplicationRow }[]
> {
  const members = await db
    .selectFrom('bundle_member')
    .selectAll()
    .where('bundle_id', '=', bundleId)
    .orderBy('place')
    .execute()
  const ids = members.map(({ application_id: id }) => id)
  if (ids.length === 0) return []
  const [drafts, applications] = await Promise.all([
    db.selectFrom('draft').selectAll().where('id', 'in', ids).where('expires_at', '>', at).execute(),
    db.selectFrom('application').selectAll().where('id', 'in', ids).execute(),
  ])
  return members.map((member) => {
    const draft = drafts.find(({ id }) => id === member.application_id)
    const application = applications.find(({ id }) => id === member.application_id)
    return { member, ...(draft === undefined ? {} : { draft }), ...(application === undefined ? {} : { application }) }
  })
}

/** A bundle with its members. False when the id is taken: the same form was sent before. */
export async function insertBundle(
  trx: Kysely<InternetDb>,
  bundle: Insertable<BundleTable>,
  members: readonly Insertable<BundleMemberTable>[],
): Promise<boolean> {
  const done = await trx
    .insertInto('bundle')
    .values(bundle)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirst()
  if ((done.numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  await trx
    .insertInto('bundle_member')
    .values([...members])
    .execute()
  return true
}

/** Locks a bundle for a change in this transaction: whoever comes second waits, and sees what the first has done. */
export function lockBundle(trx: Kysely<InternetDb>, id: string): Promise<BundleRow | undefined> {
  return trx.selectFrom('bundle').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The drafts of a bundle, locked in the order of their ids. */
export function lockDrafts(trx: Kysely<InternetDb>, ids: readonly string[], at: Date): Promise<DraftRow[]> {
  return trx
    .selectFrom('draft')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('expires_at', '>', at)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export function findBundleByResumeNumber(
  db: Kysely<InternetDb>,
  number: string,
  at: Date,
): Promise<BundleRow | undefined> {
  return db
    .selectFrom('bundle')
    .selectAll()
    .where('resume_number', '=', number)
    .where('expires_at', '>', at)
    .where('submitted_at', 'is', null)
    .executeTakeFirst()
}

/** The bundle that an application was filed in, with the receipts of all that were filed with it. */
export async function findTogether(
  db: Kysely<InternetDb>,
  applicationId: string,
): Promise<readonly Pick<ApplicationRow, 'id' | 'receipt_number' | 'procedure_id' | 'state'>[]> {
  return db
    .selectFrom('bundle_member as mine')
    .innerJoin('bundle_member as other', 'other.bundle_id', 'mine.bundle_id')
    .innerJoin('application', 'application.id', 'other.application_id')
    .select(['application.id', 'application.receipt_number', 'application.procedure_id', 'application.state'])
    .where('mine.application_id', '=', applicationId)
    .where('other.application_id', '<>', applicationId)
    .orderBy('other.place')
    .execute()
}

export interface OwnBundle {
  readonly id: string
  readonly expires_at: Date
  readonly submitted_at: Date | null
  readonly members: readonly { readonly id: string; readonly procedure: string }[]
}

/** The bundles of an owner, newest first, each with its members. A mail address owns only what has no account. */
export async function listBundles(db: Kysely<InternetDb>, owner: Owner): Promise<readonly OwnBundle[]> {
  const { accountId, contactToken } = owner
  if (accountId === undefined && contactToken === undefined) return []
  const own =
    accountId === undefined
      ? sql<boolean>`b.account_id is null and b.contact_token = ${contactToken}`
      : sql<boolean>`b.account_id = ${accountId}`
  const { rows } = await sql<Omit<OwnBundle, 'members'> & { member: string; procedure: string }>`
    select b.id, b.expires_at, b.submitted_at, m.application_id as member, m.procedure_id as procedure
      from (select * from bundle b where ${own} order by b.saved_at desc limit 50) b
      join bundle_member m on m.bundle_id = b.id
     order by b.saved_at desc, b.id, m.place`.execute(db)
  const found = new Map<string, OwnBundle & { members: { id: string; procedure: string }[] }>()
  for (const { member, procedure, ...bundle } of rows) {
    const known = found.get(bundle.id) ?? { ...bundle, members: [] }
    known.members.push({ id: member, procedure })
    found.set(bundle.id, known)
  }
  return [...found.values()]
}

/** Bundles of which nothing is left: every draft and every application of them has been erased. */
export async function clearBundles(db: Kysely<InternetDb>, at: Date): Promise<void> {
  await sql`
    delete from bundle b where b.expires_at <= ${at}
       and not exists (select from bundle_member m join draft d on d.id = m.application_id where m.bundle_id = b.id)
       and not exists (select from bundle_member m join application a on a.id = m.application_id
                        where m.bundle_id = b.id)`.execute(db)
}
