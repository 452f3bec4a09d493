import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { setVoid } from './store/letters.ts'

/**
 * Stops the letters of a case whose decision was revoked (取消), in the caller's transaction: what was not made is never
 * made, what was not posted or handed over leaves the queue. Numbers that were taken stay taken. Returns how many.
 */
export async function voidLetters(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  order: {
    readonly cityId: string
    readonly caseId: string
    /** Only letters of this decision, or of this cancellation. */
    readonly decisionId?: string
    readonly orderedBy: string
    readonly at: Date
  },
): Promise<number> {
  const ids = await setVoid(trx, order.caseId, order.decisionId)
  for (const id of ids)
    await appendEvent(
      trx,
      { keys: services.keys, cityId: order.cityId },
      {
        stream: 'letter',
        streamId: id,
        type: 'voided',
        at: order.at,
        actor: { kind: 'staff', id: order.orderedBy },
        codes: { case: order.caseId },
      },
    )
  return ids.length
}
