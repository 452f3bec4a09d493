import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { type DeliveryReport, datasetDeliveryNews } from '../../../exchange/index.ts'

/** What became of something that a partner system has delivered. */
export interface DeliveryNews {
  readonly cityId: string
  readonly deliveryId: string
  readonly datasetId: string
  readonly clientId: string
  readonly report: DeliveryReport
  readonly at: Date
}

export type DeliveryListener = (trx: Transaction<InternetDb>, news: DeliveryNews) => Promise<void>

const listeners = new WeakMap<ZoneServices, DeliveryListener[]>()

/** Hears of every delivery's news, in the transaction that keeps it. */
export function onDeliveryNews(services: ZoneServices, listener: DeliveryListener): void {
  listeners.set(services, [...(listeners.get(services) ?? []), listener])
}

/** Takes in what the office says of deliveries. The same word twice is one, and an older one never replaces a newer one. */
export function receiveDeliveryNews(services: ZoneServices): void {
  services.relay.on('dataset-delivery-news', async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const { deliveryId, number, report, at } = datasetDeliveryNews.parse(payload)
    const { state, ...said } = report
    const kept = await trx
      .selectFrom('open_delivery')
      .select(['dataset_id', 'client_id', 'news_number'])
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst()
    if (kept === undefined || kept.news_number >= number) return
    await trx
      .updateTable('open_delivery')
      .set({ state, report: JSON.stringify(said), news_number: number, changed_at: new Date(at) })
      .where('id', '=', deliveryId)
      .execute()
    const news = { deliveryId, datasetId: kept.dataset_id, clientId: kept.client_id, report, at: new Date(at) }
    for (const listener of listeners.get(services) ?? []) await listener(trx, { cityId: header.cityId, ...news })
  })
}
