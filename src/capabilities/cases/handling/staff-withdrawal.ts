import { isDay } from '../../../civic/day.ts'
import { type ActionResult, changeCase, type InputProblem } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'
import { withdrawCase } from './withdraw.ts'

/** 取下げ書 on paper or at the counter, written down by a clerk. */
export async function recordWithdrawal(
  ctx: CasesContext,
  act: StaffAct,
  given: { readonly reason: string; readonly withdrawnOn: string },
): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'withdrawal', 'cases.review'), async (it) => {
    const problems: InputProblem[] = []
    if (given.reason.trim() === '') problems.push({ at: 'withdrawalReason', refusal: 'reason-missing' })
    if (!isDay(given.withdrawnOn)) problems.push({ at: 'withdrawnOn', refusal: 'date-missing' })
    else if (new Date(`${given.withdrawnOn}T00:00:00+09:00`) > it.now)
      problems.push({ at: 'withdrawnOn', refusal: 'date-in-future' })
    if (problems.length > 0) it.refuse('invalid', problems)
    await withdrawCase(ctx, act.staff.cityId, it, {
      reason: given.reason,
      withdrawnAt: new Date(`${given.withdrawnOn}T00:00:00+09:00`),
    })
  })
}
