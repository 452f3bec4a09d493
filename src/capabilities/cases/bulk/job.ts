import type { Kysely, Transaction } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { StaffSession } from '../../identity/index.ts'
import type { CasesDb } from '../store/tables.ts'
import { fromSnapshot, type StaffSnapshot, toSnapshot } from './staff-snapshot.ts'

export const bulkActions = ['take', 'hand-over', 'mark', 'decide'] as const
export type BulkAction = (typeof bulkActions)[number]

/** What is done with every case of a job. */
export interface BulkOrder {
  readonly action: BulkAction
  readonly sectionId?: string
  readonly reason?: string
  readonly itemId?: string
  readonly finding?: string
  readonly outcomeId?: string
  readonly grounds?: string
}

export interface BulkTarget {
  readonly caseId: string
  readonly version: number
}

/** Puts a job down; the same form twice is one job. */
export async function insertJob(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  staff: StaffSession,
  order: BulkOrder,
  targets: readonly BulkTarget[],
  requestKey: string,
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const known = await findJobOf(trx, staff.staffId, requestKey)
    if (known !== undefined) return known
    const text = JSON.stringify({ order, staff: toSnapshot(staff) })
    const job = await trx
      .insertInto('case_bulk_job')
      .values({
        request_key: requestKey,
        staff_id: staff.staffId,
        action: order.action,
        created_at: now,
        box: keys.encrypt(staff.cityId, 'case', Buffer.from(text, 'utf8'), `bulk ${requestKey}`),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('case_bulk_item')
      .values(
        targets.map((target, position) => ({
          job_id: job.id,
          position,
          case_id: target.caseId,
          expected_version: target.version,
        })),
      )
      .execute()
    return job.id
  })
}

/** The job that this form of this person has put down already. */
export async function findJobOf(db: Kysely<CasesDb>, staffId: string, requestKey: string): Promise<string | undefined> {
  const known = await db
    .selectFrom('case_bulk_job')
    .select('id')
    .where('request_key', '=', requestKey)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return known?.id
}

export interface OpenedJob {
  readonly id: string
  readonly order: BulkOrder
  readonly staff: StaffSession
}

/** The oldest job that is not done, locked for this worker; none when there is nothing or somebody else has it. */
export async function lockNextJob(
  trx: Transaction<CasesDb>,
  keys: KeyRing,
  cityId: string,
): Promise<OpenedJob | undefined> {
  const row = await trx
    .selectFrom('case_bulk_job')
    .select(['id', 'request_key', 'box'])
    .where('state', '<>', 'done')
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  const text = keys.decrypt(cityId, 'case', row.box, `bulk ${row.request_key}`).toString('utf8')
  const { order, staff } = JSON.parse(text) as { order: BulkOrder; staff: StaffSnapshot }
  return { id: row.id, order, staff: fromSnapshot(staff) }
}

export interface JobProgress {
  readonly action: BulkAction
  readonly state: 'ready' | 'running' | 'done'
  readonly total: number
  readonly done: number
  readonly failed: readonly { readonly caseId: string; readonly receiptNumber: string; readonly refusal: string }[]
}

/** How far a job of this person has come; null when it is not theirs. */
export async function findProgress(db: Kysely<CasesDb>, staffId: string, jobId: string): Promise<JobProgress | null> {
  const job = await db
    .selectFrom('case_bulk_job')
    .select(['action', 'state'])
    .where('id', '=', jobId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  if (!job) return null
  const items = await db
    .selectFrom('case_bulk_item as i')
    .innerJoin('case_file as c', 'c.id', 'i.case_id')
    .select(['i.case_id', 'i.done_at', 'i.refusal', 'c.receipt_number'])
    .where('i.job_id', '=', jobId)
    .orderBy('i.position')
    .execute()
  return {
    action: job.action,
    state: job.state,
    total: items.length,
    done: items.filter((item) => item.done_at !== null).length,
    failed: items.flatMap((item) =>
      item.refusal === null
        ? []
        : [{ caseId: item.case_id, receiptNumber: item.receipt_number, refusal: item.refusal }],
    ),
  }
}
