import { type ActionResult, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

/** 支援措置: only staff with the permission see the case from now on, and only they can lift it. */
export async function setConfidential(
  ctx: CasesContext,
  act: StaffAct,
  confidential: boolean,
  reason: string,
): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'confidentiality', 'cases.confidential'), async (it) => {
    if (reason.trim() === '') it.refuse('invalid', [{ at: 'confidentialReason', refusal: 'reason-missing' }])
    if (it.row.confidential === confidential) return
    await it.emit('confidentiality-set', { confidential }, { reason })
    it.set({ confidential })
  })
}
