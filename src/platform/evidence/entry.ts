import type { Zone } from '../zone.ts'
import { leafHash } from './merkle.ts'

/** An event as it stands in the tree and in an exported bundle. Moments and codes are PostgreSQL's own text, byte for byte. */
export interface EventRecord {
  readonly stream: string
  readonly streamId: string
  readonly number: number
  readonly type: string
  readonly actor: readonly [kind: string, id: string, onBehalfOf: string | null, role: string | null]
  /** UTC with microseconds. */
  readonly at: string
  readonly recordedAt: string
  readonly codes: string
  /** Hex, or null when the event has no payload. */
  readonly payloadHash: string | null
}

/** The hash of an event's leaf. Zone and city are in it: an event can't be shown as another city's. */
export function eventLeafHash(zone: Zone, cityId: string, event: EventRecord): Buffer {
  const content = JSON.stringify([
    'yanagi-event-1',
    zone,
    cityId,
    event.stream,
    event.streamId,
    event.number,
    event.type,
    event.actor,
    event.at,
    event.recordedAt,
    event.codes,
    event.payloadHash,
  ])
  return leafHash(Buffer.from(content, 'utf8'))
}

/** A signed tree head: what the city vouches for at a moment. */
export interface TreeHead {
  readonly size: number
  /** Hex. */
  readonly root: string
  readonly previousSize: number
  /** ISO, milliseconds. */
  readonly at: string
  readonly keyId: string
  /** Base64. */
  readonly signature: string
}

/** The exact bytes that a head's signature is over. */
export function headMessage(zone: Zone, cityId: string, head: Omit<TreeHead, 'keyId' | 'signature'>): Buffer {
  return Buffer.from(
    JSON.stringify(['yanagi-tree-head-1', zone, cityId, head.size, head.root, head.previousSize, head.at]),
    'utf8',
  )
}
