import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DraftCountsMessage } from '../../exchange/index.ts'

const pauseMs = 60 * 60_000

/** Tells the office every hour how many drafts stay on which version: who changes a procedure should know. */
export function startDraftCounts(services: ZoneServices): Repeating {
  const told = new Map<string, string>()
  return every('portal.draft-counts', pauseMs, services.log, async () => {
    for (const { id } of services.cities) told.set(id, await tellDraftCounts(services, id, told.get(id)))
    return { more: false }
  })
}

/** Sends the counts of a city unless they are the `before` ones. Returns what is now known to the office. */
export async function tellDraftCounts(services: ZoneServices, cityId: string, before?: string): Promise<string> {
  const now = services.clock.now()
  const counted = await services.db
    .city<InternetDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      const rows = await trx
        .selectFrom('draft')
        .select(({ fn }) => ['procedure_id', 'version_hash', fn.countAll<string>().as('count')])
        .where('expires_at', '>', now)
        .groupBy(['procedure_id', 'version_hash'])
        .orderBy('procedure_id')
        .orderBy('version_hash')
        .limit(2000)
        .execute()
      const counts = rows.map((row) => ({
        procedureId: row.procedure_id,
        versionHash: row.version_hash,
        count: Number(row.count),
      }))
      const found = JSON.stringify(counts)
      if (found === before) return found
      const payload: DraftCountsMessage = { kind: 'draft-counts', countedAt: now.toISOString(), counts }
      await services.relay.send(trx, {
        kind: payload.kind,
        to: 'office',
        cityId,
        procedureId: 'drafts',
        versionHash: '',
        receiptNumber: '',
        payload,
        arrivedAt: now,
      })
      return found
    })
  if (counted !== before) services.relay.nudge()
  return counted
}
