import type { StaffSession } from '../../identity/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { staffActor } from '../actor.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { openFromOutside, prepareOutside } from '../intake/outside.ts'
import { countsChanged } from '../queue/counted.ts'
import type { StoredPaperDraft } from './draft.ts'

/**
 * Registers a paper application: a receipt number of the office's own range, then the same case as online. What is missing
 * does not turn it away: review begins on arrival and a correction follows (行政手続法7条). The same draft is one case.
 */
export async function registerPaper(
  ctx: CasesContext,
  staff: StaffSession,
  procedure: CompiledProcedure,
  draft: StoredPaperDraft,
  now: Date,
): Promise<{ readonly caseId: string }> {
  const { cityId } = staff
  const { body } = draft
  const prepared = await prepareOutside(
    ctx,
    cityId,
    {
      procedure,
      channel: body.channel,
      filer: body.filer,
      assurance: 'none',
      arrivedAt: paperArrival(body.arrivedOn, now),
      answers: body.answers,
      files: [],
      madeBy: 'paper',
      ...(body.confidential ? { confidential: true } : {}),
      by: staffActor(staff),
    },
    now,
  )
  const result = await dbOf(ctx, cityId)
    .transaction()
    .execute(async (trx) => {
      const locked = await trx
        .selectFrom('case_paper_draft')
        .select('case_id')
        .where('id', '=', draft.id)
        .where('staff_id', '=', staff.staffId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (locked.case_id !== null) return { caseId: locked.case_id }
      const [opened] = await openFromOutside(ctx, trx, cityId, [prepared], now)
      if (!opened) throw new Error('no case was opened')
      await trx
        .insertInto('case_paper')
        .values({
          case_id: opened.caseId,
          registered_by: staff.staffId,
          registered_by_name: staff.name,
          registered_at: now,
          arrived_on: body.arrivedOn,
          identity_document: body.identityDocument,
        })
        .execute()
      await trx.updateTable('case_paper_draft').set({ case_id: opened.caseId }).where('id', '=', draft.id).execute()
      return opened
    })
  ctx.services.relay.nudge()
  countsChanged(ctx, cityId)
  return { caseId: result.caseId }
}

/** Paper has a day, not a time: it counts from when the office opened, and never from a moment still to come. */
function paperArrival(day: string, now: Date): Date {
  const opened = new Date(`${day}T08:30:00+09:00`)
  return opened > now ? now : opened
}
