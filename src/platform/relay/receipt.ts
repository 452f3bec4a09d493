import { createHash } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Zone } from '../zone.ts'
import type { EnvelopeRefusal } from './envelope.ts'

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
  readonly envelopeId: string
  readonly header: string
  readonly verdict: Receipt['verdict']
}

export function signReceipt(keys: KeyRing, facts: Facts): Receipt {
  const { keyId, signature } = keys.sign(facts.cityId, receiptMessage(facts))
  return { envelopeId: facts.envelopeId, verdict: facts.verdict, keyId, signature: signature.toString('base64') }
}

/** `header` is what the sender itself stored: a receipt for other bytes does not hold. */
export function receiptHolds(keys: KeyRing, receiver: Zone, cityId: string, header: string, receipt: Receipt): boolean {
  const message = receiptMessage({
    zone: receiver,
    cityId,
    envelopeId: receipt.envelopeId,
    header,
    verdict: receipt.verdict,
  })
  return keys.verify(receiver, cityId, message, receipt.keyId, Buffer.from(receipt.signature, 'base64'))
}

function receiptMessage(facts: Facts): Buffer {
  const header = createHash('sha256').update(facts.header, 'utf8').digest('hex')
  return Buffer.from(
    JSON.stringify(['yanagi-receipt-1', facts.zone, facts.cityId, facts.envelopeId, header, facts.verdict]),
    'utf8',
  )
}
