import { parentPort, workerData } from 'node:worker_threads'
import { createKeyRing } from '../keys/create-key-ring.ts'
import type { Zone } from '../zone.ts'
import { type OpenedEnvelope, sealEnvelope } from './seal-envelope.ts'
import type { SealingDone, SealingTask } from './sealing-thread.ts'

/** The thread's program: reads the zone's keys and seals what it is given, a group at a time. */
const { keysDir, zone } = workerData as { readonly keysDir: string; readonly zone: Zone }
// The ring is there: the zone made it before it took anything in.
const keys = createKeyRing(keysDir, zone, [])

parentPort?.on('message', ({ id, messages }: SealingTask) => {
  let envelopes: readonly OpenedEnvelope[] | undefined
  try {
    envelopes = messages.map((message) => ownBytes(sealEnvelope({ zone, keys }, message)))
  } catch {
    // Said by whoever asked, who then tries by themselves: an error must not leave its words here.
    envelopes = undefined
  }
  parentPort?.postMessage({ id, envelopes } satisfies SealingDone)
})

/** Small buffers lie in one large one, which would be copied whole with each of them. */
function ownBytes(envelope: OpenedEnvelope): OpenedEnvelope {
  const own = (bytes: Buffer): Buffer => new Uint8Array(bytes) as Buffer
  return { ...envelope, signature: own(envelope.signature), sealed: own(envelope.sealed) }
}
