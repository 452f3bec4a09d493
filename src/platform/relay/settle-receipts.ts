import type { Zone } from '../zone.ts'
import { type Receipt, receiptHolds } from './receipt.ts'
import type { RelayServices } from './routes.ts'
import { listSent, markRefused, markTaken } from './store.ts'

export interface Settled {
  /** How many receipts held for an envelope of ours. */
  readonly held: number
  /** The envelopes named by receipts that did not: forged, or over other bytes than ours. */
  readonly refused: readonly string[]
}

/**
 * Believes the receipts of a batch that hold for what we stored ourselves, all in one transaction: together they go to
 * disk once, and a crash between two of them would only have the rest sent again.
 */
export async function settleReceipts(
  services: Pick<RelayServices, 'db' | 'keys'>,
  receiver: Zone,
  cityId: string,
  receipts: readonly Receipt[],
): Promise<Settled> {
  if (receipts.length === 0) return { held: 0, refused: [] }
  return services.db
    .city<unknown>(cityId)
    .transaction()
    .execute(async (trx) => {
      // A refusal is about all bytes; what was taken is many, and their headers are enough.
      const sent = await listSent(trx, receiver, receipts)
      const refused: string[] = []
      const taken: Receipt[] = []
      for (const receipt of receipts) {
        const envelope = sent.get(receipt.envelopeId)
        if (envelope === undefined || !receiptHolds(services.keys, receiver, cityId, envelope, receipt))
          refused.push(receipt.envelopeId)
        else if (receipt.verdict === 'taken') taken.push(receipt)
        else await markRefused(trx, receipt)
      }
      await markTaken(trx, taken)
      return { held: receipts.length - refused.length, refused }
    })
}
