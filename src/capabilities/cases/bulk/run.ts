import type { StaffSession } from '../../identity/index.ts'
import { staffActor } from '../actor.ts'
import { type ActionInput, type ActionResult, type CaseWork, changeCase } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { propose } from '../decision/prepare.ts'
import { mark } from '../handling/checklist.ts'
import { handOver } from '../handling/hand-over.ts'
import { take } from '../handling/take.ts'
import { type BulkOrder, lockNextJob, type OpenedJob } from './job.ts'
import { obstacleOf, permissions } from './obstacles.ts'

const atOnce = 20

/**
 * Goes on with the oldest job: some cases a turn, each a guarded change of its own with its own event. The job's id is
 * the key of every change, so a case that was done before a crash is not done twice.
 */
export async function runBulkJobs(ctx: CasesContext, cityId: string, now: Date): Promise<{ readonly more: boolean }> {
  const db = dbOf(ctx, cityId)
  const job = await db.transaction().execute(async (trx) => {
    const found = await lockNextJob(trx, ctx.services.keys, cityId)
    if (found) await trx.updateTable('case_bulk_job').set({ state: 'running' }).where('id', '=', found.id).execute()
    return found
  })
  if (!job) return { more: false }
  const items = await db
    .selectFrom('case_bulk_item')
    .select(['position', 'case_id', 'expected_version'])
    .where('job_id', '=', job.id)
    .where('done_at', 'is', null)
    .orderBy('position')
    .limit(atOnce)
    .execute()
  for (const item of items) {
    const refusal = await refusalOf(ctx, job, item, now)
    await db
      .updateTable('case_bulk_item')
      .set({ done_at: now, refusal })
      .where('job_id', '=', job.id)
      .where('position', '=', item.position)
      .execute()
  }
  if (items.length < atOnce)
    await db.updateTable('case_bulk_job').set({ state: 'done', finished_at: now }).where('id', '=', job.id).execute()
  return { more: true }
}

/** Why a case was left out, null when it was done. A fault of one case is logged and stops neither the others nor later jobs. */
async function refusalOf(
  ctx: CasesContext,
  job: OpenedJob,
  item: { readonly case_id: string; readonly expected_version: number },
  now: Date,
): Promise<string | null> {
  try {
    const result = await runOne(ctx, job, item, now)
    return result.ok ? null : (obstacleOf(result).codes[0] ?? result.refusal)
  } catch (error) {
    ctx.services.log.error('cases.bulk-item-failed', { city: job.staff.cityId, jobId: job.id, error })
    return 'fault'
  }
}

async function runOne(
  ctx: CasesContext,
  job: OpenedJob,
  item: { readonly case_id: string; readonly expected_version: number },
  now: Date,
): Promise<ActionResult> {
  const input: ActionInput = {
    cityId: job.staff.cityId,
    caseId: item.case_id,
    actor: staffActor(job.staff),
    now,
    action: `bulk-${job.order.action}`,
    permission: permissions[job.order.action],
    requestKey: job.id,
    expectedVersion: item.expected_version,
  }
  return changeCase(ctx, input, (it) => work(ctx, job.staff, it, job.order, input.requestKey as string))
}

function work(ctx: CasesContext, staff: StaffSession, it: CaseWork, order: BulkOrder, jobId: string): Promise<void> {
  switch (order.action) {
    case 'take':
      return take(it)
    case 'hand-over':
      return handOver(ctx, staff.cityId, it, { sectionId: order.sectionId ?? '', reason: order.reason ?? '' })
    case 'mark':
      return mark(it, { itemId: order.itemId ?? '', mark: 'pass', finding: order.finding ?? '' })
    case 'decide':
      return propose(
        ctx,
        staff.cityId,
        it,
        { outcomeId: order.outcomeId ?? '', grounds: order.grounds ?? '', typed: () => '' },
        keyFor(jobId, it.row.id),
      )
  }
}

/** A proposal's own key: one of the job and the case, so that a repeated run starts it once. */
function keyFor(jobId: string, caseId: string): string {
  const mixed = Buffer.from(jobId.replaceAll('-', ''), 'hex')
  const other = Buffer.from(caseId.replaceAll('-', ''), 'hex')
  for (let index = 0; index < 16; index += 1) mixed[index] = (mixed[index] ?? 0) ^ (other[index] ?? 0)
  const hex = mixed.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
