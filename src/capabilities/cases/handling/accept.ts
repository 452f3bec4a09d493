import { type ActionResult, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

/**
 * 受付にする: a person has looked at an application whose automatic form check failed, and takes it on. What is missing is
 * then asked for as a correction (行政手続法7条).
 */
export async function acceptForReview(ctx: CasesContext, act: StaffAct): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'accept', 'cases.intake'), async (it) => {
    await it.emit('received', { by: 'person' })
    it.set({ received_at: it.now })
  })
}
