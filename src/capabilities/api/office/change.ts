import type { Transaction, Updateable } from 'kysely'
import type { ApiClientTable, OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ApiRetryMessage } from '../../exchange/index.ts'
import { hashSecret, newClientSecret, newWebhookSecret } from '../auth/secrets.ts'
import { type Act, type ClientRow, newClientId, openWebhook, publishClient, sealWebhook } from './record.ts'

/** How long the secret of before counts after a rotation: time for the partner to put the new one in place. */
const overlapMs = 7 * 86_400_000

/** What an administrator decides about a partner system. */
export interface Terms {
  readonly name: string
  readonly contact: string
  readonly scopes: readonly string[]
  readonly sections: readonly string[]
  readonly procedures: readonly string[]
  readonly attests: readonly string[]
  readonly perMinute: number
  readonly validUntil: string
}

export type Proof =
  | { readonly kind: 'secret' }
  | { readonly kind: 'key'; readonly key: Readonly<Record<string, unknown>> }

/** A secret is given out once, here; what is kept of it can't be turned back. */
export interface Registered {
  readonly id: string
  readonly secret?: string
}

/** Registers a partner system. The same form sent twice registers once, and its secret is not shown again. */
export function registerClient(act: Act, requestKey: string, terms: Terms, proof: Proof): Promise<Registered> {
  const secret = proof.kind === 'secret' ? newClientSecret() : undefined
  return dbOf(act)
    .transaction()
    .execute(async (trx) => {
      const inserted = await trx
        .insertInto('api_client')
        .values({
          id: newClientId(),
          ...columnsOf(terms),
          secret_hash: secret === undefined ? null : hashSecret(secret),
          public_key: proof.kind === 'key' ? JSON.stringify(proof.key) : null,
          secret_at: act.at,
          request_key: requestKey,
          made_at: act.at,
          made_by: act.staffId,
          changed_at: act.at,
        })
        .onConflict((conflict) => conflict.columns(['request_key', 'tenant_id']).doNothing())
        .returningAll()
        .executeTakeFirst()
      if (inserted === undefined) {
        const { id } = await trx
          .selectFrom('api_client')
          .select('id')
          .where('request_key', '=', requestKey)
          .executeTakeFirstOrThrow()
        return { id }
      }
      await publishClient(act, trx, inserted, { type: 'registered' })
      return { id: inserted.id, ...(secret === undefined ? {} : { secret }) }
    })
}

export type Changed =
  | { readonly ok: true; readonly secret?: string }
  | { readonly ok: false; readonly refusal: 'changed-meanwhile' | 'revoked' }

/** Changes the terms, if nobody changed the system since it was shown. */
export function changeTerms(act: Act, id: string, version: number, terms: Terms): Promise<Changed> {
  return changeClient(act, id, 'terms-changed', (row) =>
    row.version === version ? { set: columnsOf(terms) } : 'changed-meanwhile',
  )
}

/** A new secret or a new public key; a secret of before counts for some days more, a key of before does not. */
export function rotateProof(act: Act, id: string, requestKey: string, proof: Proof): Promise<Changed> {
  const secret = proof.kind === 'secret' ? newClientSecret() : undefined
  return changeClient(act, id, 'proof-rotated', (row) => {
    if (row.secret_key === requestKey) return { set: undefined }
    const former = secret !== undefined && row.secret_hash !== null
    return {
      set: {
        secret_hash: secret === undefined ? null : hashSecret(secret),
        public_key: proof.kind === 'key' ? JSON.stringify(proof.key) : null,
        former_hash: former ? row.secret_hash : null,
        former_until: former ? new Date(act.at.getTime() + overlapMs) : null,
        secret_at: act.at,
        secret_key: requestKey,
      },
      ...(secret === undefined ? {} : { secret }),
    }
  })
}

/** Where the system is told what happened, and of what. A new address has a new secret; so has whoever asks for one. */
export function setWebhook(
  act: Act,
  id: string,
  requestKey: string,
  wanted: { readonly url: string; readonly events: readonly string[]; readonly rotate: boolean } | undefined,
): Promise<Changed> {
  return changeClient(act, id, wanted === undefined ? 'webhook-removed' : 'webhook-set', (row) => {
    if (row.webhook_key === requestKey) return { set: undefined }
    if (wanted === undefined)
      return {
        set: { webhook_url: null, webhook_events: [], webhook_box: null, webhook_at: null, webhook_key: requestKey },
      }
    const moved = row.webhook_url !== wanted.url
    const common = { webhook_url: wanted.url, webhook_events: [...wanted.events], webhook_key: requestKey }
    if (!moved && !wanted.rotate) return { set: common }
    const secret = newWebhookSecret()
    const [before] = moved ? [] : openWebhook(act, row).secrets
    const until = new Date(act.at.getTime() + overlapMs).toISOString()
    const secrets = [{ secret }, ...(before === undefined ? [] : [{ secret: before.secret, until }])]
    return { set: { ...common, webhook_box: sealWebhook(act, id, { secrets }), webhook_at: act.at }, secret }
  })
}

/**
 * From the moment that the internet zone hears of it, nothing of this system counts. It can't be undone: only what was shown
 * to the person who asks for it is ended, so a change since then is looked at first. Twice is once.
 */
export function revokeClient(act: Act, id: string, version: number): Promise<Changed> {
  return changeClient(act, id, 'revoked', (row) => {
    if (row.revoked_at !== null) return { set: undefined }
    return row.version === version ? { set: { revoked_at: act.at } } : 'changed-meanwhile'
  })
}

/** Asks that a message that was given up is tried again from the beginning. */
export async function retryDelivery(act: Act, clientId: string, deliveryId: string): Promise<void> {
  const message: ApiRetryMessage = { kind: 'api-retry', deliveryId, at: act.at.toISOString() }
  await dbOf(act)
    .transaction()
    .execute(async (trx) => {
      const asked = await trx
        .updateTable('api_failed_delivery')
        .set({ outcome: 'asked-again', at: act.at })
        .where('id', '=', deliveryId)
        .where('client_id', '=', clientId)
        .where('outcome', '=', 'given-up')
        .executeTakeFirst()
      if (asked.numUpdatedRows === 0n) return
      await act.services.relay.send(trx as unknown as Transaction<unknown>, {
        kind: 'api-retry',
        to: 'internet',
        cityId: act.cityId,
        procedureId: `api-client:${clientId}`,
        versionHash: '',
        receiptNumber: '',
        payload: message,
        arrivedAt: act.at,
      })
    })
  act.services.relay.nudge()
}

type Wanted = { readonly set: Updateable<ApiClientTable> | undefined; readonly secret?: string } | 'changed-meanwhile'

/** One change of one system: locked, decided on the row as it is, published. Without `set` it had been done before. */
async function changeClient(act: Act, id: string, type: string, decide: (row: ClientRow) => Wanted): Promise<Changed> {
  const done = await dbOf(act)
    .transaction()
    .execute(async (trx): Promise<Changed> => {
      const row = await trx
        .selectFrom('api_client')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (row.revoked_at !== null && type !== 'revoked') return { ok: false, refusal: 'revoked' }
      const wanted = decide(row)
      if (typeof wanted === 'string') return { ok: false, refusal: wanted }
      if (wanted.set === undefined) return { ok: true }
      const changed = await trx
        .updateTable('api_client')
        .set({ ...wanted.set, version: row.version + 1, changed_at: act.at })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      await publishClient(act, trx, changed, { type })
      return { ok: true, ...(wanted.secret === undefined ? {} : { secret: wanted.secret }) }
    })
  act.services.relay.nudge()
  return done
}

function columnsOf(terms: Terms) {
  return {
    name: terms.name,
    contact: terms.contact,
    scopes: [...terms.scopes],
    sections: [...terms.sections],
    procedures: [...terms.procedures],
    attests: [...terms.attests],
    per_minute: terms.perMinute,
    valid_until: terms.validUntil,
  }
}

const dbOf = ({ services, cityId }: Act) => services.db.city<OfficeDb>(cityId)
