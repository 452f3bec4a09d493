import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { correctionAnswer } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { residentActor } from '../actor.ts'
import { changeCaseIn } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { takeCorrection } from '../correction/take-answer.ts'
import type { CasesDb } from '../store/tables.ts'
import type { ParkReason } from './park.ts'

/** The resident's answer to a correction request. What comes late or unasked is kept as an event and never lost. */
export async function takeCorrectionAnswer(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const read = correctionAnswer.safeParse(delivery.payload)
  if (!read.success) return 'unreadable'
  const message = read.data
  if (message.receiptNumber !== delivery.header.receiptNumber) return 'header-differs'
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('receipt_number', '=', message.receiptNumber)
    .executeTakeFirst()
  if (!found) return 'case-unknown'
  for (const file of message.files)
    if (!(await ctx.services.files.has(cityId, file.address)))
      throw new Error(`A file of ${message.receiptNumber} has not arrived yet.`)
  const actor = residentActor(message.receiptNumber)
  const result = await changeCaseIn(
    ctx,
    trx,
    { cityId, caseId: found.id, actor, now, action: 'correction-answer' },
    async (it) => {
      await takeCorrection(ctx, cityId, it, {
        correctionId: message.correctionId,
        answers: message.answers as Answers,
        changedPaths: message.changedPaths,
        comment: message.comment,
        files: message.files,
        answeredAt: new Date(message.answeredAt),
      })
    },
  )
  return result.ok || result.refusal !== 'definition-unknown' ? 'taken' : 'definition-unknown'
}
