import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type AnchoredRow, findLastAnchor, listRowsToAnchor } from './store.ts'

/** Rows younger than this wait for the next anchor: one that is still being committed may have a smaller id. */
const SETTLED_AFTER_MS = 30_000
const MOST_ROWS = 5000
const EVERY_MS = 60_000

/** Anchors the looks of every city once a minute. */
export function startAnchoring(services: ZoneServices<'office'>): Repeating {
  return every('access-anchors', EVERY_MS, services.log, async () => {
    let more = false
    for (const city of services.cities) if ((await anchorAccess(services, city.id)) === MOST_ROWS) more = true
    return { more }
  })
}

/** Puts the number and hash of the looks since the last anchor into the evidence. Returns how many there were. */
export async function anchorAccess(services: ZoneServices<'office'>, cityId: string): Promise<number> {
  const now = services.clock.now()
  return services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || current_tenant() || '/access-anchor', 0))`.execute(
        trx,
      )
      const after = (await findLastAnchor(trx))?.to ?? 0
      const rows = await listRowsToAnchor(trx, after, null, new Date(now.getTime() - SETTLED_AFTER_MS), MOST_ROWS)
      const last = rows.at(-1)
      if (last === undefined) return 0
      await appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'access',
          streamId: 'log',
          type: 'anchored',
          actor: { kind: 'system', id: 'audit' },
          at: now,
          codes: { after, to: last.id, count: rows.length, hash: hashRows(rows) },
        },
      )
      return rows.length
    })
}

export function hashRows(rows: readonly AnchoredRow[]): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(row.text, 'utf8').update('\n')
  return hash.digest('hex')
}
