import { createHash, hash as digestOf } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import sodium from 'sodium-native'
import type { KeyRing } from '../keys/key-ring.ts'
import type { NewEvent } from './evidence.ts'

/** Whose event it is, and with which keys its payload is kept. `{ ...services, cityId }` fits. */
export interface EvidenceScope {
  readonly keys: KeyRing
  readonly cityId: string
}

/** A payload ready for `append_event`: its salted hash, and salt and payload encrypted. */
export interface PreparedPayload {
  readonly hash: Buffer
  readonly box: Buffer
}

const SALT_BYTES = 16

/**
 * Appends one event in the transaction of the change it tells of, and returns its number within the stream.
 * Throws (code `YE001`) when the sequencer has stood still for a minute: what cannot be proven is not done.
 */
export async function appendEvent<DB>(trx: Kysely<DB>, scope: EvidenceScope, event: NewEvent): Promise<number> {
  const payload =
    event.payload === undefined ? undefined : preparePayload(scope, event.stream, event.streamId, event.payload)
  const { rows } = await sql<{ number: number }>`select append_event(
    ${event.stream}, ${event.streamId}, ${event.type}, ${JSON.stringify(event.actor)}::jsonb, ${event.at},
    ${JSON.stringify(event.codes ?? {})}::jsonb, ${payload?.hash ?? null}, ${payload?.box ?? null}) as number`.execute(
    trx,
  )
  const number = rows[0]?.number
  if (number === undefined) throw new Error('append_event returned nothing.')
  return number
}

/**
 * Appends several events in one statement; those of one stream in the order given. Streams are taken in the order of their
 * locks, so that two who append to many at once don't wait for each other in a circle.
 */
export async function appendEvents<DB>(
  trx: Kysely<DB>,
  scope: EvidenceScope,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  const each = <T>(pick: (event: NewEvent) => T): readonly T[] => events.map(pick)
  const payloads = each(({ stream, streamId, payload }) =>
    payload === undefined ? undefined : preparePayload(scope, stream, streamId, payload),
  )
  await sql`select append_event(stream, stream_id, type, actor::jsonb, moment, codes::jsonb, hash, box) from (
      select * from unnest(${each((e) => e.stream)}::text[], ${each((e) => e.streamId)}::text[],
        ${each((e) => e.type)}::text[], ${each((e) => JSON.stringify(e.actor))}::text[], ${each((e) => e.at)}::timestamptz[],
        ${each((e) => JSON.stringify(e.codes ?? {}))}::text[], ${payloads.map((p) => p?.hash ?? null)}::bytea[],
        ${payloads.map((p) => p?.box ?? null)}::bytea[])
        with ordinality as e (stream, stream_id, type, actor, moment, codes, hash, box, n)
      order by hashtext(stream || '/' || stream_id) & 4095, n) e`.execute(trx)
}

/** For SQL functions that append the event themselves: compute this first, pass both values to `append_event`. */
export function preparePayload(
  scope: EvidenceScope,
  stream: string,
  streamId: string,
  payload: unknown,
): PreparedPayload {
  const salted = Buffer.concat([Buffer.allocUnsafe(SALT_BYTES), Buffer.from(JSON.stringify(payload), 'utf8')])
  // A tenth of the time of Node's `randomBytes`.
  sodium.randombytes_buf(salted.subarray(0, SALT_BYTES))
  const hash = digestOf('sha256', salted, 'buffer')
  return { hash, box: scope.keys.encrypt(scope.cityId, 'evidence', salted, payloadContext(stream, streamId, hash)) }
}

/** What happened in full. Throws `SealBroken` when the box was changed or belongs to another event. */
export function openPayload(
  scope: EvidenceScope,
  stream: string,
  streamId: string,
  hash: Buffer,
  box: Uint8Array,
): unknown {
  const salted = scope.keys.decrypt(scope.cityId, 'evidence', box, payloadContext(stream, streamId, hash))
  return JSON.parse(salted.subarray(SALT_BYTES).toString('utf8'))
}

/** True when the box holds exactly what the event's hash was made of. */
export function payloadMatches(
  scope: EvidenceScope,
  stream: string,
  streamId: string,
  hash: Buffer,
  box: Uint8Array,
): boolean {
  try {
    const salted = scope.keys.decrypt(scope.cityId, 'evidence', box, payloadContext(stream, streamId, hash))
    return createHash('sha256').update(salted).digest().equals(hash)
  } catch {
    return false
  }
}

/**
 * Deletes the payloads of a stream, as the retention rules or a person's right ask, and says so in the stream itself.
 * The events stay provable: their hashes are of salt and payload, and the salt is gone.
 */
export async function erasePayloads<DB>(trx: Kysely<DB>, scope: EvidenceScope, event: NewEvent): Promise<void> {
  const number = await appendEvent(trx, scope, { ...event, type: 'payloads-erased', payload: undefined })
  await sql`delete from event_payload where tenant_id = current_tenant()
    and stream = ${event.stream} and stream_id = ${event.streamId} and number < ${number}`.execute(trx)
}

function payloadContext(stream: string, streamId: string, hash: Buffer): string {
  return JSON.stringify(['event', stream, streamId, hash.toString('hex')])
}
