import type { Transaction } from 'kysely'
import { type Actor, systemActor } from '../actor.ts'
import { amendmentDecided, amendmentOf, amendmentReturned } from '../amendment/ended.ts'
import type { ApprovalCallbacks, ProposalActed, ProposalDecided, ProposalReturned } from '../approval-seam.ts'
import { cancellationDecided, cancellationOf, cancellationReturned } from '../cancellation/ended.ts'
import { type ActionResult, type CaseWork, changeCaseIn } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { askForPayment } from '../payment/ask.ts'
import { feeIsDue } from '../rules/payment.ts'
import type { CasesDb } from '../store/tables.ts'
import { releaseNotice, releaseResult } from './release.ts'

/** What the end of a proposal does to its case. Runs in the approver's transaction: all of it happens, or nothing. */
export function approvalCallbacks(ctx: CasesContext): ApprovalCallbacks {
  return {
    onActed: (trx, event) => onActed(ctx, trx as unknown as Transaction<CasesDb>, event),
    onDecided: (trx, event) => onDecided(ctx, trx as unknown as Transaction<CasesDb>, event),
    onSentBack: (trx, event) => onReturned(ctx, trx as unknown as Transaction<CasesDb>, event, 'sent-back'),
    onRecalled: (trx, event) => onReturned(ctx, trx as unknown as Transaction<CasesDb>, event, 'recalled'),
  }
}

/** 承認, 合議, 保留, 後閲: nothing moves, and the history of the case says who, in which post, and for whom. */
async function onActed(ctx: CasesContext, trx: Transaction<CasesDb>, event: ProposalActed): Promise<void> {
  const input = {
    cityId: event.cityId,
    caseId: event.caseId,
    actor: approver(event),
    now: event.at,
    action: 'approval',
  }
  const result = await changeCaseIn(ctx, trx, input, (it) =>
    it.emit('approval-acted', { decision: event.decisionId, act: event.act }, absence(event)),
  )
  mustHold(result)
}

async function onDecided(ctx: CasesContext, trx: Transaction<CasesDb>, event: ProposalDecided): Promise<void> {
  const actor = approver(event)
  const input = { cityId: event.cityId, caseId: event.caseId, actor, now: event.at, action: 'decision' }
  const result = await changeCaseIn(ctx, trx, input, async (it) => {
    const cancellation = await cancellationOf(it, event.decisionId)
    if (cancellation) return cancellationDecided(ctx, it, cancellation, event, absence(event))
    const amendment = await amendmentOf(it, event.decisionId)
    if (amendment) return amendmentDecided(ctx, it, amendment, event, absence(event))
    const continues = await isNotice(it, event.decisionId)
    const decision = await it.trx
      .updateTable('case_decision')
      .set({
        ended: continues ? 'notice' : 'decided',
        ended_at: event.at,
        decided_on: event.decidedOn,
        document_number: event.documentNumber ?? null,
      })
      .where('id', '=', event.decisionId)
      .where('case_id', '=', it.row.id)
      .where('ended', 'is', null)
      .returning(['outcome_id', 'result', 'adverse'])
      .executeTakeFirst()
    if (!decision) return it.refuse('wrong-state')
    if (continues) {
      await it.emit(
        'notice-approved',
        { decision: event.decisionId, outcome: decision.outcome_id, manner: event.manner },
        absence(event),
      )
      return releaseNotice(ctx, event.cityId, it, event.decisionId)
    }
    it.set({
      decided_at: event.at,
      decided_on: event.decidedOn,
      outcome_id: decision.outcome_id,
      result: decision.result as 'approved',
      adverse: decision.adverse,
    })
    await it.emit(
      'decided',
      {
        decision: event.decisionId,
        outcome: decision.outcome_id,
        result: decision.result,
        adverse: decision.adverse,
        manner: event.manner,
        decidedOn: event.decidedOn,
      },
      absence(event),
    )
    const payAt = it.procedure.definition.fee?.payAt
    if (!decision.adverse && feeIsDue(payAt, 'delivery', it.row.fee_total, it.row.fee_paid))
      await askForPayment(ctx, event.cityId, it, {}, systemActor)
    else await releaseResult(ctx, event.cityId, it)
  })
  mustHold(result)
}

/** Whether the outcome of this decision lets the review go on (`continues` of the definition). */
async function isNotice(it: CaseWork, decisionId: string): Promise<boolean> {
  const proposed = await it.trx
    .selectFrom('case_decision')
    .select('outcome_id')
    .where('id', '=', decisionId)
    .where('case_id', '=', it.row.id)
    .executeTakeFirst()
  const outcome = it.procedure.outcomes().find((each) => each.id === proposed?.outcome_id)
  return outcome?.continues === true
}

async function onReturned(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  event: ProposalReturned,
  how: 'sent-back' | 'recalled',
): Promise<void> {
  const input = { cityId: event.cityId, caseId: event.caseId, actor: approver(event), now: event.at, action: how }
  const result = await changeCaseIn(ctx, trx, input, async (it) => {
    const cancellation = await cancellationOf(it, event.decisionId)
    if (cancellation) return cancellationReturned(it, cancellation, event, how, absence(event))
    const amendment = await amendmentOf(it, event.decisionId)
    if (amendment) return amendmentReturned(it, amendment, event, how, absence(event))
    const ended = await it.trx
      .updateTable('case_decision')
      .set({
        ended: how,
        ended_at: event.at,
        return_box: it.vault.seal(`return/${event.decisionId}`, { reason: event.reason }),
      })
      .where('id', '=', event.decisionId)
      .where('case_id', '=', it.row.id)
      .where('ended', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) it.refuse('wrong-state')
    await it.emit(
      how === 'sent-back' ? 'proposal-sent-back' : 'proposal-recalled',
      { decision: event.decisionId, act: event.act },
      { reason: event.reason, ...absence(event) },
    )
  })
  mustHold(result)
}

function approver(event: ProposalActed): Actor {
  return { kind: 'approver', id: event.actorId, name: event.actorName, role: event.actorRole }
}

function absence(event: ProposalActed): { readonly absent?: string } {
  return event.substituteFor === undefined ? {} : { absent: event.substituteFor }
}

/** The approver's own act must not stand when the case could not follow: throwing takes both back. */
function mustHold(result: ActionResult): void {
  if (!result.ok) throw new Error(`The case could not follow its proposal: ${result.refusal}`)
}
