import { type ActionResult, type CaseWork, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

/** 自分が担当する: review begins when somebody takes the case. Taking what is already mine changes nothing more. */
export async function takeCase(ctx: CasesContext, act: StaffAct): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'take', 'cases.review'), (it) => take(it))
}

export async function take(it: CaseWork): Promise<void> {
  if (it.situation().state === 'received') await it.emit('review-started')
  if (it.row.assignee_id === it.actor.id) return
  await it.emit('taken', { assignee: it.actor.id, before_assignee: it.row.assignee_id })
  it.set({ assignee_id: it.actor.id, assignee_name: it.actor.name })
}
