import type { CancellationMessage, FileReference, HearingEndMessage, HearingMessage } from '../../exchange/index.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { cameOnline } from '../filing.ts'
import { sendOutward } from '../outward.ts'
import { decidesAnew, effectiveDay } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { aboutDecision } from './about.ts'
import { cityOf } from './work.ts'

/** A letter that is ready for the mailbox. */
export interface ReadyLetter {
  readonly letterId: string
  readonly title: string
  readonly file: FileReference
  readonly documentNumber?: string
}

type Delivery = CancellationRecord['delivery']

/** Tells the resident that they are heard before the decision is cancelled: how, when, where to. */
export async function tellHearing(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellation: CancellationRecord,
  delivery: Delivery,
  letter?: ReadyLetter,
): Promise<void> {
  const { notice, answerOn, way } = cancellation
  if (!cameOnline(it.row.channel) || notice === null || answerOn === null || way === 'none') return
  const message: HearingMessage = {
    kind: 'hearing',
    receiptNumber: it.row.receipt_number,
    cancellationId: cancellation.id,
    noticedAt: it.now.toISOString(),
    way,
    on: answerOn,
    ...(notice.time === '' ? {} : { time: notice.time }),
    place: notice.place,
    delivery,
    ...(letter ? { letter: { letterId: letter.letterId, title: letter.title, file: letter.file } } : {}),
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message, letter ? [letter.file.address] : [])
}

export async function tellHearingEnd(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellationId: string,
): Promise<void> {
  if (!cameOnline(it.row.channel)) return
  const message: HearingEndMessage = {
    kind: 'hearing-end',
    receiptNumber: it.row.receipt_number,
    cancellationId,
    endedAt: it.now.toISOString(),
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message)
}

/** Tells the resident that the decision was cancelled: from when and why, with the letter when it is for the mailbox. */
export async function tellCancellation(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellation: CancellationRecord,
  undone: DecisionRecord,
  delivery: Delivery,
  letter?: ReadyLetter,
): Promise<void> {
  const { decidedOn } = cancellation
  if (!cameOnline(it.row.channel) || decidedOn === null) return
  const about = aboutDecision(it.row, it.procedure, undone, cityOf(ctx, cityId), it.now)
  const documentNumber = letter?.documentNumber ?? cancellation.documentNumber ?? undefined
  const message: CancellationMessage = {
    kind: 'cancellation',
    receiptNumber: it.row.receipt_number,
    cancellationId: cancellation.id,
    what: cancellation.kind,
    decidedOn,
    effectiveOn: effectiveDay(cancellation, undone.decidedOn ?? decidedOn, decidedOn),
    adverse: cancellation.adverse,
    again: undone.ended === 'annulled' || decidesAnew(cancellation.kind, about),
    reason: cancellation.content.reasons ?? cancellation.content.grounds,
    ...(documentNumber ? { documentNumber } : {}),
    delivery,
    ...(letter ? { letter: { letterId: letter.letterId, title: letter.title, file: letter.file } } : {}),
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message, letter ? [letter.file.address] : [])
}
