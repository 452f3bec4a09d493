import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ZoneDatabase } from '../../database/zone-database.ts'
import { appendEvent } from '../../evidence/append-event.ts'
import { testZone } from '../../evidence/test-zone.ts'
import { createFileStore } from '../../files/folder-file-store.ts'
import type { Zone } from '../../zone.ts'
import { createRelay, type RelayOptions } from '../create-relay.ts'
import type { Delivery, OutgoingMessage } from '../relay.ts'

/** A zone with a relay for tests. What is handled becomes an event of the stream `handled`, one stream id a receipt number. */
export function relayZone(zone: Zone, db: ZoneDatabase, folder: string, options: RelayOptions = {}) {
  const base = {
    ...testZone(zone, db, folder),
    clock: { now: () => new Date() },
    files: createFileStore(join(folder, 'files', zone)),
  }
  return { ...base, relay: createRelay(base, options) }
}

export type RelayZone = ReturnType<typeof relayZone>

export function message(
  to: Zone,
  kind: string,
  receiptNumber: string,
  payload: unknown,
  files: readonly string[] = [],
): OutgoingMessage {
  return {
    kind,
    to,
    cityId: 'yanai',
    procedureId: 'dog-registration',
    versionHash: 'v1',
    receiptNumber,
    payload,
    files,
    arrivedAt: new Date('2026-11-22T00:00:00Z'),
  }
}

/** Sends in a transaction of its own, as a capability would, and nudges. */
export async function send(from: RelayZone, what: OutgoingMessage) {
  const header = await from.db
    .city<unknown>(what.cityId)
    .transaction()
    .execute((trx) => from.relay.send(trx, what))
  from.relay.nudge()
  return header
}

/** Records that a delivery was handled, in the handler's transaction. */
export async function recordHandled(at: RelayZone, trx: Kysely<unknown>, delivery: Delivery): Promise<void> {
  await appendEvent(
    trx,
    { keys: at.keys, cityId: delivery.header.cityId },
    {
      stream: 'handled',
      streamId: delivery.header.receiptNumber,
      type: delivery.header.kind,
      actor: { kind: 'system', id: 'relay' },
      at: new Date(),
      codes: { n: (delivery.payload as { n: number }).n },
    },
  )
}

/** What was handled for each receipt number, in order. */
export async function handledIn(db: ZoneDatabase, cityId = 'yanai'): Promise<Record<string, number[]>> {
  const { rows } = await sql<{ id: string; n: number }>`select stream_id as id, (codes ->> 'n')::integer as n from event
    where stream = 'handled' order by stream_id, number`.execute(db.city<unknown>(cityId))
  const all: Record<string, number[]> = {}
  for (const { id, n } of rows) all[id] = [...(all[id] ?? []), n]
  return all
}
