import type { Kysely } from 'kysely'
import type { PlaceMessage } from '../../exchange/index.ts'
import type { CasesDb } from '../store/tables.ts'

/** How a telephone hold stands, as the zone that counts says it. What was given back stays given back. */
export async function updateHold(trx: Kysely<CasesDb>, message: PlaceMessage): Promise<void> {
  await trx
    .updateTable('place_hold')
    .set({
      standing: message.standing,
      pot: message.pot,
      version: message.version,
      offer_until: message.until === undefined ? null : new Date(message.until),
    })
    .where('number', '=', message.receiptNumber)
    .where('version', '<', message.version + (message.standing === 'full' ? 1 : 0))
    .execute()
}

export interface NewHold {
  readonly number: string
  readonly request_key: string
  readonly register: string
  readonly entry: string
  readonly quantity: number
  readonly standing: 'asked' | 'lottery'
  readonly at: Date
  readonly taken_by: string
  readonly taken_by_name: string
  readonly box: Buffer
}

/** Puts a hold down; false when the same form has come before. */
export async function insertHold(trx: Kysely<CasesDb>, hold: NewHold): Promise<boolean> {
  const done = await trx
    .insertInto('place_hold')
    .values(hold)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'request_key']).doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}
