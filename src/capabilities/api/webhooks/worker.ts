import { sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { ApiDeliveryMessage } from '../../exchange/index.ts'
import { isUsable } from '../clients/client.ts'
import { findClient } from '../clients/store.ts'
import { type Posted, postMessage } from './post.ts'
import { signMessage } from './sign.ts'

const second = 1000
const minute = 60 * second
/** How long is waited after each attempt that failed; after the last one it is given up and the office is told. About two days. */
export const retryAfterMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  120 * minute,
  360 * minute,
  720 * minute,
  1440 * minute,
] as const
/** Longer than any attempt takes. */
const claimMs = 2 * minute
const lookEveryMs = second
const atOnce = 10

interface Claimed {
  readonly id: string
  readonly client_id: string
  readonly receipt_number: string
  readonly event: string
  readonly body: string
  readonly attempts: number
  readonly reported: boolean
}

/** How a message is sent; another one in tests. */
export type Post = typeof postMessage

export function startDeliveries(services: ZoneServices, post: Post = postMessage): Repeating {
  return every('api.webhooks', lookEveryMs, services.log, async () => ({ more: await deliverDue(services, post) }))
}

/** Sends what is due in every city that has something due. Returns whether there may be more. */
export async function deliverDue(services: ZoneServices, post: Post = postMessage): Promise<boolean> {
  const system = services.db.system<InternetDb>('which cities have messages for partner systems')
  const due = await system
    .selectFrom('api_delivery')
    .select('tenant_id')
    .distinct()
    .where('delivered_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('next_at', '<=', services.clock.now())
    .execute()
  let more = false
  for (const { tenant_id: cityId } of due) {
    if (!services.cities.some(({ id }) => id === cityId)) continue
    const claimed = await claim(services, cityId)
    await Promise.all(claimed.map((each) => deliver(services, cityId, each, post)))
    more ||= claimed.length === atOnce
  }
  return more
}

/** Takes what is due and keeps others off it for a while: whoever stops in between is followed by a later attempt. */
async function claim(services: ZoneServices, cityId: string): Promise<readonly Claimed[]> {
  const now = services.clock.now()
  const { rows } =
    await sql<Claimed>`update api_delivery set attempts = attempts + 1, next_at = ${new Date(now.getTime() + claimMs)}
    where (tenant_id, id) in (select tenant_id, id from api_delivery where tenant_id = current_tenant()
      and delivered_at is null and given_up_at is null and next_at <= ${now} order by next_at limit ${atOnce} for update skip locked)
    returning id, client_id, receipt_number, event, body, attempts, reported`.execute(
      services.db.city<InternetDb>(cityId),
    )
  return rows
}

async function deliver(services: ZoneServices, cityId: string, claimed: Claimed, post: Post): Promise<void> {
  const posted = await attempt(services, cityId, claimed, post)
  const now = services.clock.now()
  const wait = posted.ok || posted.final ? undefined : retryAfterMs[claimed.attempts - 1]
  const facts = { city: cityId, task: 'api.webhook', attempt: claimed.attempts, code: posted.code }
  if (posted.ok) services.log.info('api.webhook-delivered', facts)
  else services.log.warn(wait === undefined ? 'api.webhook-given-up' : 'api.webhook-not-taken', facts)
  const ended = posted.ok
    ? { delivered_at: now }
    : wait === undefined
      ? { given_up_at: now }
      : { next_at: new Date(now.getTime() + wait) }
  const tells = wait === undefined && (!posted.ok || claimed.reported)
  await services.db
    .city<InternetDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      await trx
        .updateTable('api_delivery')
        .set({ ...ended, code: posted.code, ...(tells ? { reported: true } : {}) })
        .where('id', '=', claimed.id)
        .execute()
      if (tells) await report(services, trx, cityId, claimed, posted, now)
    })
  if (tells) services.relay.nudge()
}

async function attempt(services: ZoneServices, cityId: string, claimed: Claimed, post: Post): Promise<Posted> {
  const client = await findClient(services, cityId, claimed.client_id)
  const now = services.clock.now()
  if (client?.webhook === undefined || !isUsable(client, now)) return { ok: false, code: 'no-endpoint', final: true }
  const secrets = client.webhook.secrets.filter(({ until }) => until === undefined || now < new Date(until))
  const headers = signMessage(
    claimed,
    secrets.map(({ secret }) => secret),
    now,
  )
  return post(client.webhook.url, { headers: { ...headers }, body: claimed.body }, { demo: services.config.demo })
}

/** Tells the office what the administrator should know: it was given up, or what was given up has gone through after all. */
async function report(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  claimed: Claimed,
  posted: Posted,
  now: Date,
): Promise<void> {
  const message: ApiDeliveryMessage = {
    kind: 'api-delivery',
    deliveryId: claimed.id,
    clientId: claimed.client_id,
    event: claimed.event,
    receiptNumber: claimed.receipt_number,
    attempts: claimed.attempts,
    outcome: posted.ok ? 'delivered' : 'given-up',
    code: posted.code,
    at: now.toISOString(),
  }
  await services.relay.send(trx, {
    kind: 'api-delivery',
    to: 'office',
    cityId,
    procedureId: `api-client:${claimed.client_id}`,
    versionHash: '',
    receiptNumber: '',
    payload: message,
    arrivedAt: now,
  })
}
