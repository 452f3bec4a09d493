import type { Kysely } from 'kysely'
import { appendEvent, appendEvents, openPayload } from '../../../platform/evidence/append-event.ts'
import { eventLeafHash } from '../../../platform/evidence/entry.ts'
import { proveEvents } from '../../../platform/evidence/prove-events.ts'
import { SealBroken } from '../../../platform/keys/seal-broken.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CaseEvidence, RecordedEvent } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'

/** The evidence of the office zone as this capability uses it: the stream of a case is `case`, its id the case's. */
export function evidenceOf(services: ZoneServices): CaseEvidence {
  return {
    append: async (trx, cityId, event) => {
      await appendEvent(trx, { keys: services.keys, cityId }, event)
    },
    appendAll: (trx, cityId, events) => appendEvents(trx, { keys: services.keys, cityId }, events),
    list: (db, cityId, caseId) => listEvents(db, services, cityId, caseId),
    prove: async (db, cityId, caseId) => {
      const events = await proveEvents(db, services, cityId, 'case', caseId)
      const head = events.find((each) => each.head)?.head
      return {
        ok: events.every((each) => each.proof !== 'broken'),
        proven: events.filter((each) => each.proof === 'proven').length,
        waiting: events.filter((each) => each.proof === 'waiting').length,
        treeSize: head?.size ?? 0,
        ...(head ? { headAt: new Date(head.at) } : {}),
      }
    },
  }
}

async function listEvents(
  db: Kysely<CasesDb>,
  services: ZoneServices,
  cityId: string,
  caseId: string,
): Promise<readonly RecordedEvent[]> {
  const proven = await proveEvents(db, services, cityId, 'case', caseId)
  const boxes = await db
    .selectFrom('event_payload')
    .select(['number', 'box'])
    .where('stream', '=', 'case')
    .where('stream_id', '=', caseId)
    .execute()
  const boxOf = new Map(boxes.map((row) => [row.number, row.box]))
  return proven.map(({ event }) => ({
    number: event.number,
    type: event.type,
    at: new Date(event.at),
    actorKind: event.actor[0],
    actorId: event.actor[1],
    actorRole: event.actor[3] ?? '',
    codes: JSON.parse(event.codes) as Record<string, unknown>,
    payload: openQuietly(services, cityId, caseId, event.payloadHash, boxOf.get(event.number)),
    hash: eventLeafHash(services.zone, cityId, event).toString('hex'),
  }))
}

/** A payload that was erased by law, or does not open, is shown as absent: the event itself still stands. */
function openQuietly(
  services: ZoneServices,
  cityId: string,
  caseId: string,
  hash: string | null,
  box: Buffer | undefined,
): unknown {
  if (hash === null || box === undefined) return undefined
  try {
    return openPayload({ keys: services.keys, cityId }, 'case', caseId, Buffer.from(hash, 'hex'), box)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
