import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { withdrawal } from '../../exchange/index.ts'
import { residentActor } from '../actor.ts'
import { changeCaseIn } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { withdrawCase } from '../handling/withdraw.ts'
import type { CasesDb } from '../store/tables.ts'
import type { ParkReason } from './park.ts'

/** The applicant takes the application back. */
export async function takeWithdrawal(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const read = withdrawal.safeParse(delivery.payload)
  if (!read.success) return 'unreadable'
  const message = read.data
  if (message.receiptNumber !== delivery.header.receiptNumber) return 'header-differs'
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('receipt_number', '=', message.receiptNumber)
    .executeTakeFirst()
  if (!found) return 'case-unknown'
  const actor = residentActor(message.receiptNumber)
  const result = await changeCaseIn(ctx, trx, { cityId, caseId: found.id, actor, now, action: 'withdrawal' }, (it) =>
    withdrawCase(ctx, cityId, it, { reason: message.reason, withdrawnAt: new Date(message.withdrawnAt) }),
  )
  return result.ok || result.refusal !== 'definition-unknown' ? 'taken' : 'definition-unknown'
}
