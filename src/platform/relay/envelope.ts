import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { SealBroken } from '../keys/seal-broken.ts'
import { asSealedFor } from '../keys/sealed.ts'
import { type Zone, zones } from '../zone.ts'
import type { Delivery, EnvelopeHeader } from './relay.ts'
import { type EnvelopeScope, headerMessage, type SealedEnvelope, sha256 } from './seal-envelope.ts'

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

/** Stores a sealed envelope in the sender's transaction. */
export async function putEnvelope<DB>(trx: Kysely<DB>, envelope: SealedEnvelope): Promise<void> {
  await sql`select put_envelope(${envelope.envelopeId}, ${envelope.to}, ${envelope.kind}, ${envelope.orderKey}, ${envelope.header},
    ${envelope.keyId}, ${envelope.signature}, ${envelope.sealed}, ${[...envelope.files]}::text[])`.execute(trx)
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
