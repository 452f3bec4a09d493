import type { Kysely, Transaction } from 'kysely'
import { transact } from '../../../platform/database/transact.ts'
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
  ctx.services.log.warn('cases.parked', {
    city: header.cityId,
    kind: header.kind,
    reason,
    envelopeId: header.envelopeId,
  })
}

/** What may yet come: a definition version, the case itself. A message that can't be read or lies does not get better by waiting. */
const hopeful: readonly ParkReason[] = ['definition-unknown', 'case-unknown']
const atOnce = 200

/**
 * Tries again what may be taken in by now, oldest first; with `all` also what was unreadable, because a newer program may
 * read it. One that fails is logged with its envelope and does not stop the others.
 */
export async function retryParked(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  retry: {
    readonly now: Date
    readonly all: boolean
    readonly take: (trx: Transaction<CasesDb>, delivery: Delivery) => Promise<'taken' | ParkReason>
  },
): Promise<number> {
  let taken = 0
  for (let after: { readonly parkedAt: Date; readonly envelopeId: string } | undefined; ; ) {
    const page = await db
      .selectFrom('case_parked')
      .select(['envelope_id as envelopeId', 'parked_at as parkedAt'])
      .where('resolved_at', 'is', null)
      .$if(!retry.all, (query) => query.where('reason', 'in', hopeful))
      .$if(after !== undefined, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('parked_at', 'envelope_id'),
            '>',
            eb.tuple(after?.parkedAt ?? retry.now, after?.envelopeId ?? ''),
          ),
        ),
      )
      .orderBy('parked_at')
      .orderBy('envelope_id')
      .limit(atOnce)
      .execute()
    for (const { envelopeId } of page)
      try {
        if (await retryOne(ctx, db, cityId, envelopeId, retry)) taken += 1
      } catch (error) {
        ctx.services.log.error('cases.parked-failed', { city: cityId, envelopeId, error })
      }
    after = page.at(-1)
    if (after === undefined || page.length < atOnce) return taken
  }
}

async function retryOne(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  envelopeId: string,
  retry: Parameters<typeof retryParked>[3],
): Promise<boolean> {
  return transact(db, async (trx) => {
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
    const outcome = await retry.take(trx, delivery)
    await trx
      .updateTable('case_parked')
      .set(outcome === 'taken' ? { resolved_at: retry.now } : { reason: outcome })
      .where('envelope_id', '=', envelopeId)
      .execute()
    return outcome === 'taken'
  })
}
