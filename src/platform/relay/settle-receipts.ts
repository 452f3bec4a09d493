import type { Zone } from '../zone.ts'
import { type Receipt, receiptHolds } from './receipt.ts'
import type { RelayServices } from './routes.ts'
import { listSentHeaders, markRefused, markTaken } from './store.ts'

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
      const headers = await listSentHeaders(
        trx,
        receipts.map((receipt) => receipt.envelopeId),
        receiver,
      )
      const refused: string[] = []
      const taken: Receipt[] = []
      for (const receipt of receipts) {
        const header = headers.get(receipt.envelopeId)
        if (header === undefined || !receiptHolds(services.keys, receiver, cityId, header, receipt))
          refused.push(receipt.envelopeId)
        else if (receipt.verdict === 'taken') taken.push(receipt)
        else await markRefused(trx, receipt)
      }
      await markTaken(trx, taken)
      return { held: receipts.length - refused.length, refused }
    })
}
