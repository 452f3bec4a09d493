import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { letterRead } from '../../exchange/index.ts'
import { residentActor, systemActor } from '../actor.ts'
import { changeCaseIn } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { noteDelivery } from '../decision/delivery.ts'
import type { CasesDb } from '../store/tables.ts'
import type { ParkReason } from './park.ts'

/** The notice was opened for the first time: the notice has arrived (到達), and a portal delivery is complete. */
export async function takeLetterRead(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const read = letterRead.safeParse(delivery.payload)
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
  const input = { cityId, caseId: found.id, actor, now, action: 'letter-read' }
  const result = await changeCaseIn(ctx, trx, input, async (it) => {
    const given = { letterId: message.letterId, way: 'portal', at: new Date(message.readAt) } as const
    const ofDecision = await noteDelivery(it, given)
    // Nothing else is handed over: what the portal delivered is done.
    if (ofDecision && it.situation().state === 'notified' && it.row.delivery === 'portal')
      await it.emit('completed', { way: 'portal' }, {}, systemActor)
  })
  return result.ok || result.refusal !== 'definition-unknown' ? 'taken' : 'definition-unknown'
}
