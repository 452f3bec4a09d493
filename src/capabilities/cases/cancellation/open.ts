import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import { type ActionResult, changeCase } from '../change.ts'
import type { CancellationContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { type CancellationTerms, termsProblems } from '../rules/cancellation.ts'
import { runningAmendment } from '../store/amendments.ts'
import { cancellationBox, runningCancellation } from '../store/cancellations.ts'
import { aboutDecision } from './about.ts'
import { cityOf, decisionInForce } from './work.ts'

/**
 * Begins a cancellation, or writes its terms anew. Once the person was told of them (聴聞・弁明の通知) they stay: what was
 * announced is what is heard about, and another plan is another notice.
 */
export async function openCancellation(
  ctx: CasesContext,
  act: StaffAct,
  terms: CancellationTerms,
): Promise<ActionResult> {
  const { cityId } = act.staff
  return changeCase(ctx, staffInput(act, 'cancellation', 'approvals.propose'), async (it) => {
    const decision = await decisionInForce(it)
    const about = aboutDecision(it.row, it.procedure, decision, cityOf(ctx, cityId), it.now)
    if (await runningAmendment(it.trx, it.vault)) it.refuse('invalid', [{ at: 'kind', refusal: 'amendment-runs' }])
    const known = await runningCancellation(it.trx, it.vault)
    if (known && known.noticedOn !== null) it.refuse('wrong-state')
    const problems = termsProblems(terms, about, dayOf(it.now))
    const { kind, law, delivery } = terms
    if (problems.length > 0 || kind === '' || law === '' || delivery === '') return it.refuse('invalid', problems)
    const adverse = terms.adverse === 'yes'
    const way = adverse && terms.way !== '' ? terms.way : 'none'
    const exemption = adverse && way === 'none' && terms.exemption !== '' ? terms.exemption : null
    const id = known?.id ?? randomUUID()
    const content: CancellationContent = {
      grounds: terms.grounds.trim(),
      basis: terms.basis.trim(),
      notAdverseBecause: adverse ? '' : terms.notAdverseBecause.trim(),
      exemptBecause: exemption === null ? '' : terms.exemptBecause.trim(),
      authority: terms.authority.trim(),
    }
    await it.emit('cancellation-opened', { cancellation: id, kind, adverse, way, exemption }, content)
    const values = {
      kind,
      effective_on: kind === 'revocation' ? terms.effectiveOn : null,
      adverse,
      law,
      way,
      exemption,
      delivery,
      box: it.vault.seal(cancellationBox(id), content),
    }
    if (known) await it.trx.updateTable('case_cancellation').set(values).where('id', '=', id).execute()
    else
      await it.trx
        .insertInto('case_cancellation')
        .values({
          ...values,
          id,
          case_id: it.row.id,
          decision_id: decision.id,
          opened_by: it.actor.id,
          opened_by_name: it.actor.name,
          opened_at: it.now,
        })
        .execute()
    it.made(id)
  })
}
