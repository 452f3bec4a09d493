import { addDays, dayOf, isDay } from '../../../civic/day.ts'
import { type ActionResult, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { longestCorrectionDays } from '../rules/correction.ts'
import { closeCorrection, findOpenCorrection } from '../store/corrections.ts'
import { tellRequest } from './tell-request.ts'

/** More time for the resident; the request is sent again with the new last day. */
export async function extendCorrection(ctx: CasesContext, act: StaffAct, dueOn: string): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'correction-extension', 'cases.review'), async (it) => {
    const open = await findOpenCorrection(it.trx, it.vault)
    if (!open) return it.refuse('wrong-state')
    if (!isDay(dueOn)) it.refuse('invalid', [{ at: 'extendTo', refusal: 'due-missing' }])
    if (dueOn <= dayOf(it.now) || dueOn <= open.dueOn)
      it.refuse('invalid', [{ at: 'extendTo', refusal: 'due-in-past' }])
    if (dueOn > addDays(dayOf(it.now), longestCorrectionDays))
      it.refuse('invalid', [{ at: 'extendTo', refusal: 'due-too-far' }])
    await it.emit('correction-extended', { correction: open.id, from: open.dueOn, to: dueOn })
    await it.trx.updateTable('case_correction').set({ due_on: dueOn }).where('id', '=', open.id).execute()
    it.set({ correction_due_on: dueOn })
    await tellRequest(ctx, act.staff.cityId, it, { ...open, dueOn })
  })
}

/** The clerk goes on with what is there (a part answer, or an answer by telephone noted in the case). */
export async function endCorrection(ctx: CasesContext, act: StaffAct, reason: string): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'correction-end', 'cases.review'), async (it) => {
    if (reason.trim() === '') it.refuse('invalid', [{ at: 'endReason', refusal: 'reason-missing' }])
    await it.emit('correction-closed', {}, { reason })
    await closeCorrection(it.trx, it.row.id, 'closed', it.now)
    it.set({ correction_due_on: null })
  })
}
