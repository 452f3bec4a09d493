import type { AmendmentMessage } from '../../exchange/index.ts'
import type { ReadyLetter } from '../cancellation/tell.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import type { OutcomeValues } from '../decision/outcome-fields.ts'
import { fieldsForFollowUps } from '../decision/release.ts'
import { cameOnline } from '../filing.ts'
import { sendOutward } from '../outward.ts'
import { type AmendmentRecord, listAmendments } from '../store/amendments.ts'

/** Tells the resident what was wrong in the notice and what is right, with the letter when it is for the mailbox. */
export async function tellAmendment(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  amendment: AmendmentRecord,
  delivery: AmendmentRecord['delivery'],
  letter?: ReadyLetter,
): Promise<void> {
  const { decidedOn, content } = amendment
  if (!cameOnline(it.row.channel) || decidedOn === null) return
  const documentNumber = letter?.documentNumber ?? amendment.documentNumber ?? undefined
  const message: AmendmentMessage = {
    kind: 'amendment',
    receiptNumber: it.row.receipt_number,
    amendmentId: amendment.id,
    decisionId: amendment.decisionId,
    decidedOn,
    items: content.items.map(({ where, wrong, right }) => ({ where, wrong, right })),
    facts: content.amended.facts.map(({ label, text }) => ({ label, text })),
    ...fieldsForFollowUps(it.procedure, content.amended.fields as OutcomeValues),
    reason: content.reason,
    ...(documentNumber ? { documentNumber } : {}),
    delivery,
    ...(letter ? { letter: { letterId: letter.letterId, title: letter.title, file: letter.file } } : {}),
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message, letter ? [letter.file.address] : [])
}

/** The letter of a 更正 is ready: what is for the mailbox goes there with its message. */
export async function amendmentLetterMade(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  amendmentId: string,
  letter: ReadyLetter,
): Promise<void> {
  const amendment = (await listAmendments(it.trx, it.vault)).find((each) => each.id === amendmentId)
  if (!amendment) throw new Error('a letter of a 更正 that is not there')
  return tellAmendment(ctx, cityId, it, amendment, 'portal', letter)
}
