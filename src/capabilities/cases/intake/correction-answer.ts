import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { correctionAnswer } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { residentActor } from '../actor.ts'
import type { CasesContext } from '../context.ts'
import { takeCorrection } from '../correction/take-answer.ts'
import type { CasesDb } from '../store/tables.ts'
import { filesHaveArrived } from './files-have-arrived.ts'
import { onCase, readMessage } from './on-case.ts'
import type { ParkReason } from './park.ts'

/** The resident's answer to a correction request. What comes late or unasked is kept as an event and never lost. */
export async function takeCorrectionAnswer(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const message = readMessage(correctionAnswer, delivery)
  if (typeof message === 'string') return message
  const change = { cityId, actor: residentActor(message.receiptNumber), action: 'correction-answer', now }
  return onCase(ctx, trx, message, change, async (it) => {
    await filesHaveArrived(ctx, cityId, message)
    await takeCorrection(ctx, cityId, it, {
      correctionId: message.correctionId,
      answers: message.answers as Answers,
      changedPaths: message.changedPaths,
      comment: message.comment,
      files: message.files,
      answeredAt: new Date(message.answeredAt),
    })
  })
}
