import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { LetterOrder } from './letter.ts'
import { insertLetter } from './store/letters.ts'

/** Orders a letter in the caller's transaction; it is made after the commit. The same request key orders once. */
export async function orderLetter(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  order: LetterOrder,
): Promise<{ readonly letterId: string }> {
  const section = await trx.selectFrom('section').select('name').where('id', '=', order.sectionId).executeTakeFirst()
  const letterId = await insertLetter(trx, services.keys, { ...order, sectionName: section?.name ?? '' })
  await appendEvent(
    trx,
    { keys: services.keys, cityId: order.cityId },
    {
      stream: 'letter',
      streamId: letterId,
      type: 'ordered',
      at: order.at,
      actor: { kind: 'staff', id: order.orderedBy },
      codes: { case: order.caseId, delivery: order.delivery, template: order.draft.template },
    },
  )
  return { letterId }
}
