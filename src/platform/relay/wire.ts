import { z } from 'zod'
import { zones } from '../zone.ts'
import type { SealedEnvelope } from './envelope.ts'
import type { Receipt } from './receipt.ts'

/** What travels between zones: JSON, apart from file ciphertexts. */

/** The same everywhere, so that the size of an exchange says little about what is in it. */
export const BATCH_ENVELOPES = 50
export const BATCH_BYTES = 4 * 1024 * 1024
/** An upload of 10 MB and what encryption adds. */
export const FILE_BYTES = 12 * 1024 * 1024

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const wireEnvelope = z.strictObject({
  envelopeId: z.uuid(),
  to: z.enum(zones),
  kind: z.string(),
  orderKey: z.string(),
  header: z.string(),
  keyId: z.string(),
  signature: z.string(),
  sealed: z.string(),
  files: z.array(z.string()),
})

const verdicts = [
  'taken',
  'header-unreadable',
  'wrong-receiver',
  'signature-broken',
  'seal-broken',
  'header-swapped',
  'payload-changed',
  'file-broken',
] as const
const receipt: z.ZodType<Receipt> = z.strictObject({
  envelopeId: z.uuid(),
  verdict: z.enum(verdicts),
  keyId: z.string(),
  signature: z.string(),
})

export const envelopesMessage = z.strictObject({ envelopes: z.array(wireEnvelope).max(BATCH_ENVELOPES) })
export const receiptsMessage = z.strictObject({
  receipts: z.array(receipt).max(BATCH_ENVELOPES),
  /** Ciphertexts that have to come first; the envelopes that name them are offered again. */
  missing: z.array(hash).default([]),
})
/** Cities that have something to fetch. */
export const citiesMessage = z.strictObject({ cities: z.array(z.string()).max(10_000) })
export const addressMessage = z.strictObject({ address: hash })

export function toWire(envelope: SealedEnvelope): z.infer<typeof wireEnvelope> {
  return {
    envelopeId: envelope.envelopeId,
    to: envelope.to,
    kind: envelope.kind,
    orderKey: envelope.orderKey,
    header: envelope.header,
    keyId: envelope.keyId,
    signature: envelope.signature.toString('base64'),
    sealed: envelope.sealed.toString('base64'),
    files: [...envelope.files],
  }
}

export function fromWire(envelope: z.infer<typeof wireEnvelope>): SealedEnvelope {
  return {
    ...envelope,
    signature: Buffer.from(envelope.signature, 'base64'),
    sealed: Buffer.from(envelope.sealed, 'base64'),
  }
}

/** Undefined when these bytes are not that message. */
export function parseWire<T>(shape: z.ZodType<T>, bytes: Uint8Array): T | undefined {
  try {
    const parsed = shape.safeParse(
      JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')),
    )
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
