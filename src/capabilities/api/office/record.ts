import { randomUUID } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { ApiClientTable, OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type ApiClientMessage, apiClient } from '../../exchange/index.ts'

export type ClientRow = Selectable<ApiClientTable>

/** Who changes something of a partner system, and when. */
export interface Act {
  readonly services: ZoneServices<'office'>
  readonly cityId: string
  readonly staffId: string
  readonly at: Date
}

/** Secrets that sign what a system is told: the newest first. */
export interface WebhookSecrets {
  readonly secrets: readonly { readonly secret: string; readonly until?: string }[]
}

const context = (id: string): string => `api_client:${id}:webhook`

export function sealWebhook({ services, cityId }: Act, id: string, secrets: WebhookSecrets): Buffer {
  return services.keys.encrypt(cityId, 'credential', Buffer.from(JSON.stringify(secrets)), context(id))
}

export function openWebhook({ services, cityId }: Act, row: Pick<ClientRow, 'id' | 'webhook_box'>): WebhookSecrets {
  if (row.webhook_box === null) return { secrets: [] }
  return JSON.parse(services.keys.decrypt(cityId, 'credential', row.webhook_box, context(row.id)).toString('utf8'))
}

/** Sends the whole of a client outward and records what was done, in the transaction of the change. */
export async function publishClient(
  act: Act,
  trx: Transaction<OfficeDb>,
  row: ClientRow,
  did: { readonly type: string; readonly codes?: Readonly<Record<string, string | number | boolean | null>> },
): Promise<void> {
  const { services, cityId, staffId, at } = act
  await services.relay.send(trx as unknown as Transaction<unknown>, {
    kind: 'api-client',
    to: 'internet',
    cityId,
    procedureId: `api-client:${row.id}`,
    versionHash: '',
    receiptNumber: '',
    payload: messageOf(act, row),
    arrivedAt: at,
  })
  await appendEvent(
    trx,
    { keys: services.keys, cityId },
    {
      stream: 'api-client',
      streamId: row.id,
      type: did.type,
      actor: { kind: 'staff', id: staffId },
      at,
      codes: { version: row.version, ...did.codes },
      payload: { ...messageOf(act, row), secrets: undefined, webhook: row.webhook_url },
    },
  )
}

/** What the internet zone has to know of a client. */
function messageOf(act: Act, row: ClientRow): ApiClientMessage {
  const former =
    row.former_hash === null || row.former_until === null
      ? []
      : [{ hash: row.former_hash, until: row.former_until.toISOString() }]
  return apiClient.parse({
    kind: 'api-client',
    id: row.id,
    version: row.version,
    name: row.name,
    scopes: row.scopes,
    sections: row.sections,
    procedures: row.procedures,
    attests: row.attests,
    perMinute: row.per_minute,
    validUntil: row.valid_until,
    revoked: row.revoked_at !== null,
    secrets: row.secret_hash === null ? [] : [{ hash: row.secret_hash }, ...former],
    keys: row.public_key === null ? [] : [row.public_key],
    ...(row.webhook_url === null
      ? {}
      : { webhook: { url: row.webhook_url, events: row.webhook_events, secrets: openWebhook(act, row).secrets } }),
  })
}

/** An id that says nothing of the partner: it stands in logs and addresses. */
export function newClientId(): string {
  return `c-${randomUUID().replaceAll('-', '').slice(0, 16)}`
}
