import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { letterRead } from '../../exchange/index.ts'
import { residentActor, systemActor } from '../actor.ts'
import type { CasesContext } from '../context.ts'
import { noteDelivery } from '../decision/delivery.ts'
import type { CasesDb } from '../store/tables.ts'
import { onCase, readMessage } from './on-case.ts'
import type { ParkReason } from './park.ts'

/** The notice was opened for the first time: the notice has arrived (到達), and a portal delivery is complete. */
export async function takeLetterRead(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const message = readMessage(letterRead, delivery)
  if (typeof message === 'string') return message
  const change = { cityId, actor: residentActor(message.receiptNumber), action: 'letter-read', now }
  return onCase(ctx, trx, message, change, async (it) => {
    const given = { letterId: message.letterId, way: 'portal', at: new Date(message.readAt) } as const
    const ofDecision = await noteDelivery(it, given)
    // Nothing else is handed over: what the portal delivered is done.
    if (ofDecision && it.situation().state === 'notified' && it.row.delivery === 'portal')
      await it.emit('completed', { way: 'portal' }, {}, systemActor)
  })
}
