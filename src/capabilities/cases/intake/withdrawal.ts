import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { withdrawal } from '../../exchange/index.ts'
import { residentActor } from '../actor.ts'
import type { CasesContext } from '../context.ts'
import { withdrawCase } from '../handling/withdraw.ts'
import type { CasesDb } from '../store/tables.ts'
import { onCase, readMessage } from './on-case.ts'
import type { ParkReason } from './park.ts'

/** The applicant takes the application back. */
export async function takeWithdrawal(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const message = readMessage(withdrawal, delivery)
  if (typeof message === 'string') return message
  const change = { cityId, actor: residentActor(message.receiptNumber), action: 'withdrawal', now }
  return onCase(ctx, trx, message, change, (it) =>
    withdrawCase(ctx, cityId, it, { reason: message.reason, withdrawnAt: new Date(message.withdrawnAt) }),
  )
}
