import type { Kysely } from 'kysely'
import type { ZoneServices } from '../services.ts'
import { type EventRecord, eventLeafHash, headMessage, type TreeHead } from './entry.ts'
import { inclusionProof, inOneRead, verifyInclusion } from './proofs.ts'
import { findLatestHead, findNodes, listStreamEvents } from './store.ts'

/** Stands for a node that is gone: every proof that needs it fails, and no other. */
const NOTHING = Buffer.alloc(32)

export interface ProvenEvent {
  readonly event: EventRecord
  /** `waiting`: newer than the latest head, in the tree within a second. */
  readonly proof: 'proven' | 'waiting' | 'broken'
  /** Place in the tree, when it is there. */
  readonly position?: number
  /** Hashes (hex) from the leaf to the root of `head`. */
  readonly path?: readonly string[]
  readonly head?: TreeHead
}

/** The events of one stream in their order, each with its inclusion proof checked against the latest signed head. */
export async function proveEvents<DB>(
  db: Kysely<DB>,
  services: Pick<ZoneServices, 'zone' | 'keys'>,
  cityId: string,
  stream: string,
  streamId: string,
): Promise<readonly ProvenEvent[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const head = await findLatestHead(trx)
      const signed = head !== undefined && isSigned(services, cityId, head)
      const events = await listStreamEvents(trx, stream, streamId)
      // However many events: one query for the head, one for the events, one for all their proofs.
      const read = inOneRead(async (places) => (await findNodes(trx, places)).map((hash) => hash ?? NOTHING))
      return Promise.all(
        events.map(async ({ event, leaf }): Promise<ProvenEvent> => {
          if (leaf === null) return { event, proof: 'waiting' }
          if (!signed || leaf.position >= head.size) return { event, proof: 'broken', position: leaf.position }
          const path = await inclusionProof(leaf.position, head.size, read)
          const own = eventLeafHash(services.zone, cityId, event)
          const holds = verifyInclusion(own, leaf.position, head.size, path, Buffer.from(head.root, 'hex'))
          return {
            event,
            proof: holds ? 'proven' : 'broken',
            position: leaf.position,
            path: path.map((hash) => hash.toString('hex')),
            head,
          }
        }),
      )
    })
}

function isSigned(services: Pick<ZoneServices, 'zone' | 'keys'>, cityId: string, head: TreeHead): boolean {
  const message = headMessage(services.zone, cityId, head)
  return services.keys.verify(services.zone, cityId, message, head.keyId, Buffer.from(head.signature, 'base64'))
}
