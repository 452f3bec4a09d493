import { type Kysely, sql } from 'kysely'
import type { Zone } from '../zone.ts'
import type { ArrivedEnvelope, SealedEnvelope } from './envelope.ts'
import type { Receipt } from './receipt.ts'
import { BATCH_BYTES, BATCH_ENVELOPES } from './wire.ts'

/** All SQL of the relay. */

/** The cities with envelopes for a zone that nobody has signed for. For the system role: one look for all cities. */
export async function listCitiesWaiting<DB>(db: Kysely<DB>, to: Zone): Promise<readonly string[]> {
  const { rows } = await sql<{ city: string }>`select distinct tenant_id as city from relay_outbox
    where to_zone = ${to} and acknowledged_at is null and refused_at is null`.execute(db)
  return rows.map(({ city }) => city)
}

/** The cities with envelopes to handle now. For the system role. */
export async function listCitiesArrived<DB>(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await sql<{ city: string }>`select distinct tenant_id as city from relay_inbox
    where handled_at is null and parked_at is null and next_attempt_at <= clock_timestamp()`.execute(db)
  return rows.map(({ city }) => city)
}

/** The oldest envelopes for a zone that nobody has signed for, one batch. At least one, however large. */
export async function listWaiting<DB>(db: Kysely<DB>, to: Zone): Promise<readonly SealedEnvelope[]> {
  const { rows } =
    await sql<SealedEnvelope>`select envelope_id as "envelopeId", to_zone as to, kind, order_key as "orderKey", header,
      key_id as "keyId", signature, sealed, files
    from (select *, sum(length(sealed)) over (order by ordinal) - length(sealed) as before
          from (select * from relay_outbox where tenant_id = current_tenant() and to_zone = ${to}
                  and acknowledged_at is null and refused_at is null order by ordinal limit ${BATCH_ENVELOPES}) oldest) batch
    where before < ${BATCH_BYTES} order by ordinal`.execute(db)
  return rows
}

/** What receipts are about, as we stored it, by envelope; the sealed bytes only for refusals. What is not ours, or goes elsewhere, is missing. */
export async function listSent<DB>(
  db: Kysely<DB>,
  to: Zone,
  receipts: readonly Pick<Receipt, 'envelopeId' | 'verdict'>[],
): Promise<ReadonlyMap<string, ArrivedEnvelope>> {
  const all = receipts.map(({ envelopeId }) => envelopeId)
  const refused = receipts.filter(({ verdict }) => verdict !== 'taken').map(({ envelopeId }) => envelopeId)
  const { rows } = await sql<ArrivedEnvelope>`select envelope_id as "envelopeId", header, key_id as "keyId", signature,
      case when envelope_id = any(${refused}::uuid[]) then coalesce(sealed, '') else '' end as sealed from relay_outbox
    where tenant_id = current_tenant() and envelope_id = any(${all}::uuid[]) and to_zone = ${to}`.execute(db)
  return new Map(rows.map((each) => [each.envelopeId, each]))
}

/**
 * The envelopes leave; header and receipt stay as the record of them. A second receipt changes nothing. (An envelope without
 * a receipt is one without acknowledgement. Asked in these words, the index of the open ones is not walked for it.)
 */
export async function markTaken<DB>(trx: Kysely<DB>, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return
  await sql`update relay_outbox o set acknowledged_at = clock_timestamp(), acknowledgement = r.signature,
      acknowledgement_key_id = r.key_id, sealed = null, refused_at = null, refusal = null
    from unnest(${receipts.map((each) => each.envelopeId)}::uuid[], ${receipts.map((each) => each.keyId)}::text[],
                ${receipts.map((each) => Buffer.from(each.signature, 'base64'))}::bytea[]) as r(envelope_id, key_id, signature)
    where o.tenant_id = current_tenant() and o.envelope_id = r.envelope_id and o.envelope_id = any(${receipts.map((each) => each.envelopeId)}::uuid[])
      and o.acknowledgement is null`.execute(trx)
}

export async function markRefused<DB>(
  trx: Kysely<DB>,
  receipt: Pick<Receipt, 'envelopeId' | 'verdict'>,
): Promise<void> {
  await sql`update relay_outbox set refused_at = clock_timestamp(), refusal = ${receipt.verdict}
    where tenant_id = current_tenant() and envelope_id = ${receipt.envelopeId} and acknowledgement is null and refusal is null`.execute(
    trx,
  )
}

/** Stores envelopes in their order. Returns those that are new: one that came before is not taken twice. */
export async function insertArrived<DB>(
  trx: Kysely<DB>,
  from: Zone,
  envelopes: readonly SealedEnvelope[],
): Promise<ReadonlySet<string>> {
  if (envelopes.length === 0) return new Set()
  const each = <T>(pick: (envelope: SealedEnvelope) => T): readonly T[] => envelopes.map(pick)
  const { rows } = await sql<{ id: string }>`
    insert into relay_inbox (envelope_id, from_zone, kind, order_key, header, key_id, signature, sealed)
    select envelope_id, ${from}, kind, order_key, header, key_id, signature, sealed
      from unnest(${each((e) => e.envelopeId)}::uuid[], ${each((e) => e.kind)}::text[], ${each((e) => e.orderKey)}::text[],
                  ${each((e) => e.header)}::text[], ${each((e) => e.keyId)}::text[], ${each((e) => e.signature)}::bytea[],
                  ${each((e) => e.sealed)}::bytea[])
             with ordinality as a(envelope_id, kind, order_key, header, key_id, signature, sealed, n)
     order by n
    on conflict do nothing returning envelope_id as id`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

export async function findArrivedHeader<DB>(db: Kysely<DB>, envelopeId: string): Promise<string | undefined> {
  const { rows } = await sql<{ header: string }>`select header from relay_inbox
    where tenant_id = current_tenant() and envelope_id = ${envelopeId}`.execute(db)
  return rows[0]?.header
}

export interface ArrivedRow {
  readonly envelopeId: string
  readonly kind: string
  readonly header: string
  readonly sealed: Buffer
  readonly attempts: number
}

/** Locks the next envelope to handle: the oldest whose predecessors under the same key are all handled. */
export async function lockNextArrived<DB>(trx: Kysely<DB>): Promise<ArrivedRow | undefined> {
  const { rows } =
    await sql<ArrivedRow>`select envelope_id as "envelopeId", kind, header, sealed, attempts from relay_inbox i
    where tenant_id = current_tenant() and handled_at is null and parked_at is null and next_attempt_at <= clock_timestamp()
      and not exists (select from relay_inbox e where e.tenant_id = i.tenant_id and e.from_zone = i.from_zone
        and e.order_key = i.order_key and e.handled_at is null and e.ordinal < i.ordinal)
    order by ordinal limit 1 for update skip locked`.execute(trx)
  return rows[0]
}

export async function markHandled<DB>(trx: Kysely<DB>, envelopeId: string): Promise<void> {
  await sql`update relay_inbox set handled_at = clock_timestamp(), sealed = null, fault = null, attempts = attempts + 1
    where tenant_id = current_tenant() and envelope_id = ${envelopeId}`.execute(trx)
}

/** Counts a failed attempt; parks the envelope when it was the last one. */
export async function markFailed<DB>(
  trx: Kysely<DB>,
  envelopeId: string,
  fault: string,
  retryInMs: number | null,
): Promise<void> {
  await sql`update relay_inbox set attempts = attempts + 1, fault = ${fault},
      next_attempt_at = clock_timestamp() + ${retryInMs ?? 0} * interval '1 millisecond',
      parked_at = case when ${retryInMs === null} then clock_timestamp() end
    where tenant_id = current_tenant() and envelope_id = ${envelopeId} and handled_at is null`.execute(trx)
}

export interface ParkedEnvelope {
  readonly envelopeId: string
  readonly direction: 'arrived' | 'sent'
  readonly kind: string
  readonly orderKey: string
  readonly fault: string
  readonly at: Date
  /** How many wait behind it under the same key. */
  readonly waiting: number
}

/** What needs a person: handling failed too often here, or the other side would not take it. */
export async function listParked<DB>(db: Kysely<DB>): Promise<readonly ParkedEnvelope[]> {
  const { rows } = await sql<ParkedEnvelope>`
    select envelope_id as "envelopeId", 'arrived' as direction, kind, order_key as "orderKey", fault, parked_at as at,
      (select count(*) from relay_inbox w where w.tenant_id = i.tenant_id and w.from_zone = i.from_zone and w.order_key = i.order_key
        and w.handled_at is null and w.ordinal > i.ordinal) as waiting
    from relay_inbox i where tenant_id = current_tenant() and handled_at is null and parked_at is not null
    union all
    select envelope_id, 'sent', kind, order_key, refusal, refused_at, 0
    from relay_outbox where tenant_id = current_tenant() and acknowledged_at is null and refused_at is not null
    order by at limit 200`.execute(db)
  return rows
}

/** A person looked into it: it is tried again, or offered again. */
export async function releaseParked<DB>(db: Kysely<DB>, envelopeId: string): Promise<void> {
  await sql`update relay_inbox set parked_at = null, attempts = 0, next_attempt_at = clock_timestamp()
    where tenant_id = current_tenant() and envelope_id = ${envelopeId} and handled_at is null`.execute(db)
  await sql`update relay_outbox set refused_at = null, refusal = null
    where tenant_id = current_tenant() and envelope_id = ${envelopeId} and acknowledgement is null`.execute(db)
}

/** True when the nonce is new. Old ones are removed now and then: their requests are too old to count anyway. */
export async function useNonce<DB>(
  db: Kysely<DB>,
  from: Zone,
  nonce: string,
  now: Date,
  keepFrom: Date,
): Promise<boolean> {
  const { rows } = await sql`insert into relay_nonce (from_zone, nonce, at) values (${from}, ${nonce}, ${now})
    on conflict do nothing returning 1 as one`.execute(db)
  if (Math.random() < 0.01)
    await sql`delete from relay_nonce where tenant_id = current_tenant() and at < ${keepFrom}`.execute(db)
  return rows.length > 0
}

/** How much still moves: envelopes not signed for, and envelopes not handled (parked ones and those behind them aside). */
export async function countMoving<DB>(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select
    (select count(*) from relay_outbox where tenant_id = current_tenant() and acknowledged_at is null and refused_at is null)
    + (select count(*) from relay_inbox i where tenant_id = current_tenant() and handled_at is null
        and not exists (select from relay_inbox e where e.tenant_id = i.tenant_id and e.from_zone = i.from_zone and e.order_key = i.order_key
          and e.parked_at is not null and e.handled_at is null and e.ordinal <= i.ordinal)) as count`.execute(db)
  return rows[0]?.count ?? 0
}
