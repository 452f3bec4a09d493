import type { Transaction } from 'kysely'
import type { Delivery, EnvelopeHeader, OutgoingMessage, Relay } from '../../src/platform/relay/relay.ts'
import type { Zone } from '../../src/platform/zone.ts'

/** A relay for tests of one zone alone: remembers what is sent, and delivers what a test hands it. */
export interface RecordingRelay extends Relay {
  readonly sent: readonly OutgoingMessage[]
  /** Runs the registered handler as the real relay would, inside the given transaction. */
  deliver(trx: Transaction<unknown>, delivery: Delivery): Promise<void>
}

export function recordingRelay(zone: Zone): RecordingRelay {
  const sent: OutgoingMessage[] = []
  const handlers = new Map<string, (trx: Transaction<unknown>, delivery: Delivery) => Promise<void>>()
  return {
    sent,
    send: async (_trx, message): Promise<EnvelopeHeader> => {
      sent.push(message)
      return {
        envelopeId: `00000000-0000-4000-8000-${String(sent.length).padStart(12, '0')}`,
        kind: message.kind,
        from: zone,
        to: message.to,
        cityId: message.cityId,
        procedureId: message.procedureId,
        versionHash: message.versionHash,
        receiptNumber: message.receiptNumber,
        arrivedAt: message.arrivedAt.toISOString(),
        payloadHash: '0'.repeat(64),
        files: message.files ?? [],
      }
    },
    sendAll: async (_trx, messages) => void sent.push(...messages),
    on: (kind, handler) => {
      handlers.set(kind, handler)
    },
    nudge: () => {},
    settled: async () => {},
    deliver: async (trx, delivery) => {
      const handler = handlers.get(delivery.header.kind)
      if (handler === undefined) throw new Error(`Nobody handles "${delivery.header.kind}".`)
      await handler(trx, delivery)
    },
  }
}
