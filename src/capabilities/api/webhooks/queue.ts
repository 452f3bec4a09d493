import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { apiRetry } from '../../exchange/index.ts'
import { onDeliveryNews } from '../../opendata/index.ts'
import { type ApplicationNews, onNews } from '../../portal/index.ts'
import { isUsable } from '../clients/client.ts'
import { findClient } from '../clients/store.ts'
import { deliveryEventOf, eventOf, type WebhookEvent } from './events.ts'

/**
 * Puts a message into the queue for every news of an application that a client sent, in the transaction of the news. It holds
 * the receipt number and what happened, and the result of a decision where the applicant agreed to it; whoever wants to know
 * more asks with a token.
 */
export function queueNews(services: ZoneServices): void {
  onNews(services, async (trx, news) => {
    const filing = await trx
      .selectFrom('api_filing')
      .select(['client_id', 'receipt_number', 'result_agreed'])
      .where('application_id', '=', news.applicationId)
      .executeTakeFirst()
    if (filing === undefined) return
    // A process that died right after the submission: the client finds its application all the same.
    if (filing.receipt_number === null)
      await trx
        .updateTable('api_filing')
        .set({ receipt_number: news.receiptNumber })
        .where('application_id', '=', news.applicationId)
        .execute()
    const { cityId, applicationId, what, code, receiptNumber } = news
    const event = eventOf(what)
    await queue(services, trx, {
      cityId,
      clientId: filing.client_id,
      event,
      about: receiptNumber,
      once: `${applicationId}\0${what}\0${code}`,
      body: bodyOf(event, news, filing.result_agreed),
    })
  })
}

/** The same for what became of tables of open data: each state that a system is told of once, whatever way led there. */
export function queueDeliveryNews(services: ZoneServices): void {
  onDeliveryNews(services, async (trx, { cityId, deliveryId, datasetId, clientId, report, at }) => {
    const event = deliveryEventOf(report.state)
    if (event === undefined) return
    const timestamp = at.toISOString()
    await queue(services, trx, {
      cityId,
      clientId,
      event,
      about: deliveryId,
      once: `${deliveryId}\0${timestamp}\0${JSON.stringify(report)}`,
      body: JSON.stringify({ type: event, timestamp, data: { deliveryId, dataset: datasetId, ...report } }),
    })
  })
}

interface Message {
  readonly cityId: string
  readonly clientId: string
  readonly event: WebhookEvent
  /** Receipt number, or the id of a delivery: what the administrator sees when it does not go through. */
  readonly about: string
  /** The same for the same news, however often it is heard. */
  readonly once: string
  readonly body: string
}

/** Puts a message into the queue, where its system is usable and wants to be told of this. */
async function queue(services: ZoneServices, trx: Transaction<InternetDb>, message: Message): Promise<void> {
  const { cityId, clientId, event } = message
  const client = await findClient(services, cityId, clientId, trx)
  const now = services.clock.now()
  if (client?.webhook === undefined || !isUsable(client, now) || !client.webhook.events.includes(event)) return
  await trx
    .insertInto('api_delivery')
    .values({
      id: messageId(services, message),
      client_id: clientId,
      receipt_number: message.about,
      event,
      body: message.body,
      made_at: now,
      next_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function bodyOf(type: string, news: ApplicationNews, resultAgreed: boolean): string {
  const { receiptNumber, procedureId, at, dueOn, decision } = news
  const data = {
    receiptNumber,
    procedure: procedureId,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(decision === undefined || !resultAgreed ? {} : { decision }),
  }
  return JSON.stringify({ type, timestamp: at.toISOString(), data })
}

/** The same news for the same client has the same id, however often it is heard. */
function messageId(services: ZoneServices, { cityId, clientId, once }: Message): string {
  const hex = services.keys.token(cityId, 'search', `webhook\0${clientId}\0${once}`).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The administrator wants something tried again that was given up: it starts from the beginning. */
export function receiveRetries(services: ZoneServices): void {
  services.relay.on('api-retry', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const { deliveryId: id, at } = apiRetry.parse(payload)
    await trx
      .updateTable('api_delivery')
      .set({ given_up_at: null, attempts: 0, next_at: new Date(at) })
      .where('id', '=', id)
      .where('given_up_at', 'is not', null)
      .execute()
  })
}
