import type { Transaction } from 'kysely'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { undecidedStates } from '../rules/states.ts'
import { closeCorrection } from '../store/corrections.ts'

/**
 * 取下げ: by the applicant, only before the decision. Whatever is on its way (補正, 起案) ends with it.
 * One that comes after the decision changes nothing and is recorded.
 */
export async function withdrawCase(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  given: { readonly reason: string; readonly withdrawnAt: Date },
): Promise<void> {
  const situation = it.situation()
  if (it.actor.kind === 'resident' && (situation.decided || !undecidedStates.has(situation.state))) {
    if (situation.state !== 'withdrawn') {
      await it.emit('withdrawal-came-late', {}, { reason: given.reason })
      // The resident's page believes it is over: tell again how the matter stands.
      it.tellAgain()
    }
    return
  }
  await it.emit('withdrawn', {}, { reason: given.reason, withdrawnAt: given.withdrawnAt.toISOString() })
  await it.trx
    .insertInto('case_withdrawal')
    .values({
      case_id: it.row.id,
      by_kind: it.actor.kind === 'resident' ? 'resident' : 'staff',
      by_id: it.actor.id,
      withdrawn_at: given.withdrawnAt,
      recorded_at: it.now,
      box: it.vault.seal('withdrawal', { reason: given.reason }),
    })
    .execute()
  await closeCorrection(it.trx, it.row.id, 'withdrawn', it.now)
  it.set({ correction_due_on: null, payment_due_on: null })
  const running = await it.trx
    .updateTable('case_decision')
    .set({ ended: 'withdrawn', ended_at: it.now })
    .where('case_id', '=', it.row.id)
    .where('ended', 'is', null)
    .returning('proposal_id')
    .executeTakeFirst()
  if (running?.proposal_id)
    await ctx.approvals.closeProposal(it.trx as unknown as Transaction<unknown>, {
      cityId,
      proposalId: running.proposal_id,
      reason: 'withdrawn',
      at: it.now,
    })
}
