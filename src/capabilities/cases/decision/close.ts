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
