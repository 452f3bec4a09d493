import type { Transaction } from 'kysely'
import type { ProposalDecided, ProposalReturned } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { orderLetter } from '../decision/order-letter.ts'
import { decidesAnew, effectiveDay } from '../rules/cancellation.ts'
import { type CancellationRecord, listCancellations } from '../store/cancellations.ts'
import { aboutDecision } from './about.ts'
import { resultLetter } from './letter-draft.ts'
import { deliveryNow } from './order-letter.ts'
import { reopenApplication } from './reopen.ts'
import { tellCancellation } from './tell.ts'
import { cityOf, decisionInForce } from './work.ts'

/** The cancellation that a proposal is about; undefined when the proposal is about a decision. */
export async function cancellationOf(it: CaseWork, id: string): Promise<CancellationRecord | undefined> {
  return (await listCancellations(it.trx, it.vault)).find((each) => each.id === id)
}

/** 決裁 of a cancellation: the state, the letter with grounds and 教示, the mailbox, the place; all in the approver's transaction. */
export async function cancellationDecided(
  ctx: CasesContext,
  it: CaseWork,
  cancellation: CancellationRecord,
  event: ProposalDecided,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { cityId, decidedOn } = event
  const undone = await decisionInForce(it)
  const decided: CancellationRecord = {
    ...cancellation,
    ended: 'decided',
    decidedOn,
    documentNumber: event.documentNumber ?? null,
  }
  const effectiveOn = effectiveDay(cancellation, undone.decidedOn ?? decidedOn, decidedOn)
  // While the case still has its mailbox as it was: an ended one keeps it for a time of its own.
  const way = deliveryNow(ctx, cityId, it, cancellation)
  const letters = cancellation.kind === 'annulment' ? await voidWhatHasNotLeft(ctx, cityId, it) : 0
  const { reasons, grounds } = cancellation.content
  await it.emit(
    'cancelled',
    {
      cancellation: cancellation.id,
      kind: cancellation.kind,
      adverse: cancellation.adverse,
      decidedOn,
      effectiveOn,
      manner: event.manner,
      letters,
    },
    { reason: reasons ?? grounds, ...payload },
  )
  it.set({ payment_due_on: null })
  const updated = await it.trx
    .updateTable('case_cancellation')
    .set({
      ended: 'decided',
      ended_at: it.now,
      decided_on: decidedOn,
      document_number: decided.documentNumber,
      delivery: way,
    })
    .where('id', '=', cancellation.id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) it.refuse('wrong-state')
  await orderLetter(ctx, cityId, it, {
    about: { purpose: 'cancellation', cancellationId: cancellation.id },
    draft: await resultLetter(ctx, cityId, it, cancellation, undone, decidedOn),
    way,
    on: decidedOn,
    documentNumber: event.documentNumber,
  })
  if (way !== 'portal') await tellCancellation(ctx, cityId, it, decided, undone, way)
  const about = aboutDecision(it.row, it.procedure, undone, cityOf(ctx, cityId), it.now)
  if (decidesAnew(cancellation.kind, about)) await reopenApplication(it, undone)
}

/** A decision that falls from the start leaves no letter behind that is still to be sent. Returns how many were stopped. */
async function voidWhatHasNotLeft(ctx: CasesContext, cityId: string, it: CaseWork): Promise<number> {
  const stopped = await ctx.letters.voidLetters(it.trx as unknown as Transaction<unknown>, {
    cityId,
    caseId: it.row.id,
    orderedBy: it.actor.id,
    at: it.now,
  })
  await it.trx
    .updateTable('case_letter')
    .set({ voided_at: it.now })
    .where('case_id', '=', it.row.id)
    .where('delivered_at', 'is', null)
    .where('voided_at', 'is', null)
    .where((eb) => eb.or([eb('way', '<>', 'portal'), eb('made_at', 'is', null)]))
    .execute()
  return stopped
}

/** 差戻し, 否決, 引戻し: the decision stands, and the cancellation is in preparation again. */
export async function cancellationReturned(
  it: CaseWork,
  cancellation: CancellationRecord,
  event: ProposalReturned,
  how: 'sent-back' | 'recalled',
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await it.trx
    .updateTable('case_cancellation')
    .set({
      returned: how,
      return_box: it.vault.seal(`cancellation-return/${cancellation.id}`, { text: event.reason }),
    })
    .where('id', '=', cancellation.id)
    .where('ended', 'is', null)
    .execute()
  await it.emit(
    how === 'sent-back' ? 'cancellation-sent-back' : 'cancellation-recalled',
    { cancellation: cancellation.id, act: event.act },
    { reason: event.reason, ...payload },
  )
}
