import type { Transaction } from 'kysely'
import type { Zone } from '../zone.ts'

/** The open part of an envelope, signed by the sending zone. Its hash is repeated inside the sealed payload. */
export interface EnvelopeHeader {
  readonly envelopeId: string
  readonly kind: string
  readonly from: Zone
  readonly to: Zone
  readonly cityId: string
  readonly procedureId: string
  readonly versionHash: string
  readonly receiptNumber: string
  /** ISO moment at which it was recorded in the city's file (デジタル手続法6条3項). */
  readonly arrivedAt: string
  /** SHA-256 of the payload before sealing, hex. */
  readonly payloadHash: string
  /** Addresses of the ciphertexts that travel beside it. */
  readonly files: readonly string[]
}

export interface Delivery {
  readonly header: EnvelopeHeader
  /** The opened payload: JSON. */
  readonly payload: unknown
}

/**
 * The way between zones. The inner side calls; the outer side can't call in.
 * A message is a row of the sender's transaction; it is handled once at the receiver, in the receiver's transaction.
 */
export interface Relay {
  /** Puts a message into the sender's transaction: sealed to the receiving zone, header signed. */
  send<DB>(trx: Transaction<DB>, message: OutgoingMessage): Promise<EnvelopeHeader>
  /** The same for several, in one statement; those about one receipt number arrive in the order given. */
  sendAll<DB>(trx: Transaction<DB>, messages: readonly OutgoingMessage[]): Promise<void>
  /** Registers what to do with a kind of message. The handler runs in one transaction with the acknowledgement. */
  on(kind: string, handler: (trx: Transaction<unknown>, delivery: Delivery) => Promise<void>): void
  /** Tells the inner side in the same process that something is waiting; without it, it looks every second. */
  nudge(): void
  /** Waits until nothing is waiting in either direction; fails after a minute. For the first start and for tests. */
  settled(): Promise<void>
}

export interface OutgoingMessage {
  readonly kind: string
  readonly to: Zone
  readonly cityId: string
  readonly procedureId: string
  readonly versionHash: string
  readonly receiptNumber: string
  readonly payload: unknown
  readonly files?: readonly string[]
  readonly arrivedAt: Date
}
