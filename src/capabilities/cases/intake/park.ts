import type { Kysely, Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import type { CasesContext } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'

export type ParkReason = 'definition-unknown' | 'header-differs' | 'unreadable' | 'case-unknown'

/** Puts a message aside, encrypted, until what it needs is there. The sender's envelope is acknowledged: it is safe here. */
export async function park(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  reason: ParkReason,
  now: Date,
): Promise<void> {
  const { header } = delivery
  const plain = Buffer.from(JSON.stringify(delivery.payload), 'utf8')
  await trx
    .insertInto('case_parked')
    .values({
      envelope_id: header.envelopeId,
      kind: header.kind,
      reason,
      receipt_number: header.receiptNumber,
      procedure_id: header.procedureId,
      version_hash: header.versionHash,
      parked_at: now,
      header: JSON.stringify(header),
      box: ctx.services.keys.encrypt(header.cityId, 'case', plain, `parked ${header.envelopeId}`),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  ctx.services.log.warn('cases.parked', { kind: header.kind, reason, receiptNumber: header.receiptNumber })
}

/** Tries everything that waits again, oldest first. Run when a definition arrives and from time to time. */
export async function retryParked(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  now: Date,
  take: (trx: Transaction<CasesDb>, delivery: Delivery) => Promise<'taken' | ParkReason>,
): Promise<number> {
  let taken = 0
  const waiting = await db
    .selectFrom('case_parked')
    .select('envelope_id')
    .where('resolved_at', 'is', null)
    .orderBy('parked_at')
    .limit(200)
    .execute()
  for (const { envelope_id: envelopeId } of waiting) {
    const done = await db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('case_parked')
        .selectAll()
        .where('envelope_id', '=', envelopeId)
        .where('resolved_at', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return false
      const payload = ctx.services.keys.decrypt(cityId, 'case', row.box, `parked ${envelopeId}`)
      const delivery = { header: row.header, payload: JSON.parse(payload.toString('utf8')) } as Delivery
      if ((await take(trx, delivery)) !== 'taken') return false
      await trx.updateTable('case_parked').set({ resolved_at: now }).where('envelope_id', '=', envelopeId).execute()
      return true
    })
    if (done) taken += 1
  }
  return taken
}
