import { createHash } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Zone } from '../zone.ts'
import type { ArrivedEnvelope, EnvelopeRefusal } from './envelope.ts'

/** What the receiver signs: it has this very envelope on its own disk, or will not take it. */
export interface Receipt {
  readonly envelopeId: string
  readonly verdict: 'taken' | EnvelopeRefusal
  readonly keyId: string
  /** Base64. */
  readonly signature: string
}

type Facts = {
  readonly zone: Zone
  readonly cityId: string
  readonly envelope: ArrivedEnvelope
  readonly verdict: Receipt['verdict']
}

export function signReceipt(keys: KeyRing, facts: Facts): Receipt {
  const { keyId, signature } = keys.sign(facts.cityId, receiptMessage(facts))
  return {
    envelopeId: facts.envelope.envelopeId,
    verdict: facts.verdict,
    keyId,
    signature: signature.toString('base64'),
  }
}

/**
 * `envelope` is what the sender itself stored: a receipt for another header does not hold, and a refusal holds only for
 * the very bytes that were sent. What the line has damaged is refused in its damaged form, and offered again.
 */
export function receiptHolds(
  keys: KeyRing,
  receiver: Zone,
  cityId: string,
  envelope: ArrivedEnvelope,
  receipt: Receipt,
): boolean {
  const message = receiptMessage({ zone: receiver, cityId, envelope, verdict: receipt.verdict })
  return keys.verify(receiver, cityId, message, receipt.keyId, Buffer.from(receipt.signature, 'base64'))
}

function receiptMessage({ zone, cityId, envelope, verdict }: Facts): Buffer {
  const { envelopeId, header } = envelope
  const about = ['yanagi-receipt-1', zone, cityId, envelopeId, sha256(Buffer.from(header, 'utf8')), verdict]
  return Buffer.from(JSON.stringify(verdict === 'taken' ? about : [...about, bytesOf(envelope)]), 'utf8')
}

function bytesOf({ keyId, signature, sealed }: ArrivedEnvelope): string {
  return sha256(Buffer.concat([Buffer.from(`${keyId} ${signature.length} `, 'utf8'), signature, sealed]))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
