import { hash as digestOf, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { KeyRing } from '../keys/key-ring.ts'
import { SealBroken } from '../keys/seal-broken.ts'
import { asSealedFor } from '../keys/sealed.ts'
import { type Zone, zones } from '../zone.ts'
import { canExchange } from './neighbours.ts'
import type { Delivery, EnvelopeHeader, OutgoingMessage } from './relay.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const envelopeHeader: z.ZodType<EnvelopeHeader> = z.strictObject({
  envelopeId: z.uuid(),
  kind: z.string().min(1).max(64),
  from: z.enum(zones),
  to: z.enum(zones),
  cityId: z.string().regex(/^[a-z0-9]+$/),
  procedureId: z.string().max(128),
  versionHash: z.string().max(128),
  receiptNumber: z.string().max(64),
  arrivedAt: z.iso.datetime(),
  payloadHash: hash,
  files: z.array(hash).max(1000),
})

/** An envelope as it is stored and travels. `header` are the exact bytes that were signed. */
export interface SealedEnvelope {
  readonly envelopeId: string
  readonly to: Zone
  readonly kind: string
  readonly orderKey: string
  readonly header: string
  readonly keyId: string
  readonly signature: Buffer
  readonly sealed: Buffer
  readonly files: readonly string[]
}

export interface EnvelopeScope {
  readonly zone: Zone
  readonly keys: KeyRing
}

/**
 * Seals a message to the receiving zone and signs its header. Pure: for SQL functions that store it themselves
 * (`put_envelope`), call this first; `relay.send` does both.
 */
export function sealEnvelope(
  scope: EnvelopeScope,
  message: OutgoingMessage,
): SealedEnvelope & { readonly open: EnvelopeHeader } {
  if (!canExchange(scope.zone, message.to))
    throw new Error(`The ${scope.zone} zone and the ${message.to} zone don't talk to each other.`)
  const payload = Buffer.from(JSON.stringify(message.payload), 'utf8')
  const open: EnvelopeHeader = {
    envelopeId: randomUUID(),
    kind: message.kind,
    from: scope.zone,
    to: message.to,
    cityId: message.cityId,
    procedureId: message.procedureId,
    versionHash: message.versionHash,
    receiptNumber: message.receiptNumber,
    arrivedAt: message.arrivedAt.toISOString(),
    payloadHash: sha256(payload).toString('hex'),
    files: message.files ?? [],
  }
  const header = JSON.stringify(open)
  // The header's hash inside the seal ties the two together: neither can be put with another.
  const inside = Buffer.concat([sha256(Buffer.from(header, 'utf8')), payload])
  const { keyId, signature } = scope.keys.sign(message.cityId, headerMessage(header))
  return {
    open,
    envelopeId: open.envelopeId,
    to: open.to,
    kind: open.kind,
    orderKey: orderKey(open),
    header,
    keyId,
    signature,
    sealed: scope.keys.sealTo(message.to, message.cityId, inside),
    files: open.files,
  }
}

/** Stores a sealed envelope in the sender's transaction. */
export async function putEnvelope<DB>(trx: Kysely<DB>, envelope: SealedEnvelope): Promise<void> {
  await sql`select put_envelope(${envelope.envelopeId}, ${envelope.to}, ${envelope.kind}, ${envelope.orderKey}, ${envelope.header},
    ${envelope.keyId}, ${envelope.signature}, ${envelope.sealed}, ${[...envelope.files]}::text[])`.execute(trx)
}

/** Stores several in one statement; those with one order key in the order given, the keys in the order of their locks. */
export async function putEnvelopes<DB>(trx: Kysely<DB>, envelopes: readonly SealedEnvelope[]): Promise<void> {
  if (envelopes.length === 0) return
  const each = <T>(pick: (envelope: SealedEnvelope) => T): readonly T[] => envelopes.map(pick)
  await sql`select put_envelope(envelope_id, to_zone, kind, order_key, header, key_id, signature, sealed,
      array(select jsonb_array_elements_text(files::jsonb))) from (
      select * from unnest(${each((e) => e.envelopeId)}::uuid[], ${each((e) => e.to)}::text[], ${each((e) => e.kind)}::text[],
        ${each((e) => e.orderKey)}::text[], ${each((e) => e.header)}::text[], ${each((e) => e.keyId)}::text[],
        ${each((e) => e.signature)}::bytea[], ${each((e) => e.sealed)}::bytea[], ${each((e) => JSON.stringify(e.files))}::text[])
        with ordinality as e (envelope_id, to_zone, kind, order_key, header, key_id, signature, sealed, files, n)
      order by hashtext(order_key) & 4095, n) e`.execute(trx)
}

/** Why an envelope is not taken. The sender keeps it, with the reason, where people see it. */
export type EnvelopeRefusal =
  | 'header-unreadable'
  | 'wrong-receiver'
  | 'signature-broken'
  | 'seal-broken'
  | 'header-swapped'
  | 'payload-changed'
  | 'file-broken'

export type Judged =
  | { readonly ok: true; readonly header: EnvelopeHeader }
  | { readonly ok: false; readonly refusal: EnvelopeRefusal }

/** What of a sealed envelope is judged before it is let in. */
export type ArrivedEnvelope = Pick<SealedEnvelope, 'envelopeId' | 'header' | 'keyId' | 'signature' | 'sealed'>

/** Checks everything about an envelope but its files: signature, receiver, seal, and that all parts belong together. */
export function judgeEnvelope(scope: EnvelopeScope, from: Zone, cityId: string, envelope: ArrivedEnvelope): Judged {
  const header = parseHeader(envelope.header)
  if (header === undefined || header.envelopeId !== envelope.envelopeId)
    return { ok: false, refusal: 'header-unreadable' }
  if (header.to !== scope.zone || header.from !== from || header.cityId !== cityId)
    return { ok: false, refusal: 'wrong-receiver' }
  if (!scope.keys.verify(from, cityId, headerMessage(envelope.header), envelope.keyId, envelope.signature)) {
    return { ok: false, refusal: 'signature-broken' }
  }
  try {
    openDelivery(scope, header, envelope)
    return { ok: true, header }
  } catch (error) {
    if (error instanceof EnvelopeBroken) return { ok: false, refusal: error.refusal }
    if (error instanceof SealBroken) return { ok: false, refusal: 'seal-broken' }
    throw error
  }
}

/** Opens an envelope that was judged before. */
export function openEnvelope(scope: EnvelopeScope, envelope: Pick<SealedEnvelope, 'header' | 'sealed'>): Delivery {
  const header = parseHeader(envelope.header)
  if (header === undefined) throw new EnvelopeBroken('header-unreadable')
  return openDelivery(scope, header, envelope)
}

/** Messages with the same key are handled in their order. */
export function orderKey(header: Pick<EnvelopeHeader, 'receiptNumber' | 'kind' | 'procedureId'>): string {
  return header.receiptNumber !== '' ? header.receiptNumber : `${header.kind}/${header.procedureId}`
}

class EnvelopeBroken extends Error {
  readonly refusal: EnvelopeRefusal

  constructor(refusal: EnvelopeRefusal) {
    super(`The envelope is broken: ${refusal}`)
    this.refusal = refusal
  }
}

function openDelivery(
  scope: EnvelopeScope,
  header: EnvelopeHeader,
  envelope: Pick<SealedEnvelope, 'header' | 'sealed'>,
): Delivery {
  const inside = scope.keys.openSealed(header.cityId, asSealedFor(scope.zone, envelope.sealed))
  if (!inside.subarray(0, 32).equals(sha256(Buffer.from(envelope.header, 'utf8'))))
    throw new EnvelopeBroken('header-swapped')
  const payload = inside.subarray(32)
  if (sha256(payload).toString('hex') !== header.payloadHash) throw new EnvelopeBroken('payload-changed')
  return { header, payload: JSON.parse(payload.toString('utf8')) }
}

function parseHeader(text: string): EnvelopeHeader | undefined {
  try {
    const parsed = envelopeHeader.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function headerMessage(header: string): Buffer {
  return Buffer.from(`yanagi-envelope-1\n${header}`, 'utf8')
}

function sha256(bytes: Uint8Array): Buffer {
  return digestOf('sha256', bytes, 'buffer')
}
