import type { OutgoingMessage } from './relay.ts'
import {
  type EnvelopeScope,
  type OpenedEnvelope,
  sealEnvelope,
  type WrittenMessage,
  writeMessage,
} from './seal-envelope.ts'
import { SealingThread } from './sealing-thread.ts'

/** So many in the same moment are a rush: fewer are sealed sooner here than they get to a thread and back. */
const rushFrom = 4

/** Seals what is sent. The same bytes come out wherever it is done. */
export interface Sealer {
  seal(message: OutgoingMessage): Promise<OpenedEnvelope>
  close(): Promise<void>
}

interface Waiting {
  readonly message: WrittenMessage
  readonly resolve: (envelope: OpenedEnvelope) => void
  readonly reject: (error: unknown) => void
}

/**
 * What is sealed in the same turn of the event loop goes together: one or a few at once here, many to a thread of their own,
 * so that the thread of the pages goes on with the next people meanwhile. What the thread can't do is done here.
 */
export function createSealer(scope: EnvelopeScope, keysDir: string | undefined): Sealer {
  const thread = keysDir === undefined ? undefined : new SealingThread(keysDir, scope.zone)
  let waiting: Waiting[] = []

  const sealHere = (one: Waiting): void => {
    try {
      one.resolve(sealEnvelope(scope, one.message))
    } catch (error) {
      one.reject(error)
    }
  }

  const flush = async (): Promise<void> => {
    const all = waiting
    waiting = []
    const sealed =
      thread !== undefined && all.length >= rushFrom
        ? await thread.sealAll(all.map(({ message }) => message))
        : undefined
    all.forEach((one, at) => {
      const envelope = sealed?.[at]
      if (envelope === undefined) sealHere(one)
      else one.resolve(envelope)
    })
  }

  return {
    seal: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ message: writeMessage(message), resolve, reject })
        if (waiting.length === 1) setImmediate(() => void flush())
      }),
    close: async () => thread?.close(),
  }
}
