import { type ActionResult, type CaseWork, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type CheckContent, countChecks } from '../intake/checks.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

export interface CheckMark {
  readonly itemId: string
  /** `clear` takes a mark back. */
  readonly mark: 'pass' | 'fail' | 'clear'
  readonly finding: string
}

export const findingLength = 1000

/** A clerk's mark at a checklist item, with what was found. A fail needs words: somebody has to understand it later. */
export async function markCheck(ctx: CasesContext, act: StaffAct, given: CheckMark): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'check', 'cases.review'), (it) => mark(it, given))
}

export async function mark(it: CaseWork, given: CheckMark): Promise<void> {
  if (given.mark === 'fail' && given.finding.trim() === '')
    it.refuse('invalid', [{ at: `finding.${given.itemId}`, refusal: 'finding-missing' }])
  if (given.finding.length > findingLength)
    it.refuse('invalid', [{ at: `finding.${given.itemId}`, refusal: 'too-long' }])
  // Looking is review: a mark on a case that waits for a hand takes it up.
  if (it.situation().state === 'received') await it.emit('review-started')
  const cleared = given.mark === 'clear'
  const marked = await it.trx
    .updateTable('case_check')
    .set({
      mark: given.mark === 'clear' ? null : given.mark,
      marked_at: cleared ? null : it.now,
      marked_by: cleared ? null : it.actor.id,
      marked_by_name: cleared ? null : it.actor.name,
      finding_box: given.finding === '' ? null : it.vault.seal(`finding/${given.itemId}`, { text: given.finding }),
    })
    .where('case_id', '=', it.row.id)
    .where('item_id', '=', given.itemId)
    .returning('box')
    .executeTakeFirst()
  if (!marked) return it.refuse('invalid', [{ at: 'check', refusal: 'check-unknown' }])
  const { label } = it.vault.open<CheckContent>(`check/${given.itemId}`, marked.box)
  await it.emit('check-marked', { item: given.itemId, mark: given.mark }, { label, finding: given.finding })
  it.set(await countChecks(it.trx, it.row.id))
}
