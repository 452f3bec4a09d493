import { hash as digestOf, randomUUID } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Zone } from '../zone.ts'
import { canExchange } from './neighbours.ts'
import type { EnvelopeHeader, OutgoingMessage } from './relay.ts'

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

/** A message whose payload is the JSON text that is sealed: plain values, so that another thread can be given it. */
export type WrittenMessage = Omit<OutgoingMessage, 'payload'> & { readonly payload: string }

/** An envelope with its header still in parts. */
export type OpenedEnvelope = SealedEnvelope & { readonly open: EnvelopeHeader }

/** Puts the payload of a message into the text that is sealed. */
export function writeMessage(message: OutgoingMessage): WrittenMessage {
  return { ...message, payload: JSON.stringify(message.payload) }
}

/** Seals a message to the receiving zone and signs its header. Pure: `relay.send` and `relay.seal` are for others. */
export function sealEnvelope(scope: EnvelopeScope, message: WrittenMessage): OpenedEnvelope {
  if (!canExchange(scope.zone, message.to))
    throw new Error(`The ${scope.zone} zone and the ${message.to} zone don't talk to each other.`)
  const payload = Buffer.from(message.payload, 'utf8')
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

/** Messages with the same key are handled in their order. */
export function orderKey(header: Pick<EnvelopeHeader, 'receiptNumber' | 'kind' | 'procedureId'>): string {
  return header.receiptNumber !== '' ? header.receiptNumber : `${header.kind}/${header.procedureId}`
}

/** What is signed of an envelope: its header, marked as one. */
export function headerMessage(header: string): Buffer {
  return Buffer.from(`yanagi-envelope-1\n${header}`, 'utf8')
}

export function sha256(bytes: Uint8Array): Buffer {
  return digestOf('sha256', bytes, 'buffer')
}
