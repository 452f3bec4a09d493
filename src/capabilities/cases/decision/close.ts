import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type ActionResult, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'

/** 完了: what was decided has been handed over (鑑札, 収集, 参加証). A case not yet notified is notified by this. */
export async function completeCase(ctx: CasesContext, act: StaffAct): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'completion', 'cases.review'), async (it) => {
    if (it.situation().state === 'decided') {
      await it.emit('notified', { way: 'counter' })
      it.set({ notified_at: it.now })
    }
    await it.emit('completed', { way: 'counter' })
  })
}

/** 取消: after the decision, by the city. The person reads the reason in the mailbox; letters still in the house are void. */
export async function cancelCase(ctx: CasesContext, act: StaffAct, reason: string): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'cancellation', 'approvals.propose'), async (it) => {
    if (reason.trim() === '') it.refuse('invalid', [{ at: 'cancelReason', refusal: 'reason-missing' }])
    if (reason.length > 1000) it.refuse('invalid', [{ at: 'cancelReason', refusal: 'too-long' }])
    const letters = await ctx.letters.voidLetters(it.trx as unknown as Transaction<unknown>, {
      cityId: act.staff.cityId,
      caseId: it.row.id,
      orderedBy: it.actor.id,
      at: it.now,
    })
    await it.emit('cancelled', { cancellation: randomUUID(), letters }, { reason })
    it.tellAgain(reason)
    await it.trx
      .insertInto('case_cancellation')
      .values({
        case_id: it.row.id,
        cancelled_by: it.actor.id,
        cancelled_by_name: it.actor.name,
        at: it.now,
        box: it.vault.seal('cancellation', { reason }),
      })
      .execute()
  })
}
