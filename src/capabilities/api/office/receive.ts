import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { apiDelivery } from '../../exchange/index.ts'

/** Takes in what the internet zone says of messages that did not go through. The same word twice is one. */
export function receiveDeliveries(services: ZoneServices): void {
  services.relay.on('api-delivery', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<OfficeDb>
    const { deliveryId, clientId, event, receiptNumber, attempts, outcome, code, at } = apiDelivery.parse(payload)
    const how = { attempts, code, outcome, at: new Date(at) }
    await trx
      .insertInto('api_failed_delivery')
      .values({ id: deliveryId, client_id: clientId, event, receipt_number: receiptNumber, ...how })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(how))
      .execute()
  })
}
