import type { ProposalDecided, ProposalReturned } from '../approval-seam.ts'
import { deliveryNow } from '../cancellation/order-letter.ts'
import { decisionInForce } from '../cancellation/work.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { orderLetter } from '../decision/order-letter.ts'
import { type AmendmentRecord, listAmendments } from '../store/amendments.ts'
import { amendedBox } from '../store/decisions.ts'
import { amendmentLetter } from './letter-draft.ts'
import { wasTold } from './propose.ts'
import { tellAmendment } from './tell.ts'

/** The 更正 that a proposal is about; undefined when the proposal is about something else. */
export async function amendmentOf(it: CaseWork, id: string): Promise<AmendmentRecord | undefined> {
  return (await listAmendments(it.trx, it.vault)).find((each) => each.id === id)
}

/** 決裁 of a 更正: the decision as it stands now, the letter, the mailbox; all in the approver's transaction. */
export async function amendmentDecided(
  ctx: CasesContext,
  it: CaseWork,
  amendment: AmendmentRecord,
  event: ProposalDecided,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { cityId, decidedOn } = event
  const decision = await decisionInForce(it)
  if (decision.id !== amendment.decisionId) it.refuse('wrong-state')
  const way = deliveryNow(ctx, cityId, it, amendment)
  const updated = await it.trx
    .updateTable('case_amendment')
    .set({
      ended: 'decided',
      ended_at: it.now,
      decided_on: decidedOn,
      document_number: event.documentNumber ?? null,
      delivery: way,
    })
    .where('id', '=', amendment.id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) it.refuse('wrong-state')
  await it.emit(
    'amended',
    { amendment: amendment.id, decision: decision.id, decidedOn, manner: event.manner },
    { reason: amendment.content.reason, ...payload },
  )
  await it.trx
    .updateTable('case_decision')
    .set({ amended_box: it.vault.seal(amendedBox(decision.id), amendment.content.amended) })
    .where('id', '=', decision.id)
    .where('case_id', '=', it.row.id)
    .execute()
  // What nobody was told yet is told rightly at once.
  if (!wasTold(it.row)) return
  await orderLetter(ctx, cityId, it, {
    about: { purpose: 'amendment', amendmentId: amendment.id },
    draft: await amendmentLetter(ctx, cityId, it, amendment.content, decision),
    way,
    on: decidedOn,
    documentNumber: event.documentNumber,
  })
  if (way !== 'portal')
    await tellAmendment(ctx, cityId, it, { ...amendment, decidedOn, documentNumber: event.documentNumber ?? null }, way)
}

/** 差戻し, 否決, 引戻し: the notice stays as it was, and what was filled in is offered again. */
export async function amendmentReturned(
  it: CaseWork,
  amendment: AmendmentRecord,
  event: ProposalReturned,
  how: 'sent-back' | 'recalled',
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const updated = await it.trx
    .updateTable('case_amendment')
    .set({
      ended: how,
      ended_at: it.now,
      return_box: it.vault.seal(`amendment-return/${amendment.id}`, { text: event.reason }),
    })
    .where('id', '=', amendment.id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) it.refuse('wrong-state')
  await it.emit(
    how === 'sent-back' ? 'amendment-sent-back' : 'amendment-recalled',
    { amendment: amendment.id, act: event.act },
    { reason: event.reason, ...payload },
  )
}
