import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { draftCounts } from '../../exchange/index.ts'

/** Keeps what the internet zone counted last; a message that was overtaken by a newer one changes nothing. */
export function receiveDraftCounts(services: ZoneServices<'office'>): void {
  services.relay.on('draft-counts', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<OfficeDb>
    const { countedAt, counts } = draftCounts.parse(payload)
    const taken = await trx
      .insertInto('draft_counting')
      .values({ counted_at: countedAt })
      .onConflict((conflict) =>
        conflict
          .column('tenant_id')
          .doUpdateSet({ counted_at: countedAt })
          .where('draft_counting.counted_at', '<', new Date(countedAt)),
      )
      .returning('counted_at')
      .executeTakeFirst()
    if (taken === undefined) return
    await trx.deleteFrom('draft_count').execute()
    if (counts.length === 0) return
    await trx
      .insertInto('draft_count')
      .values(
        counts.map(({ procedureId, versionHash, count }) => ({
          procedure_id: procedureId,
          version_hash: versionHash,
          count,
        })),
      )
      .execute()
  })
}

/** Applications being written, by the hash of the version they stay on, and when they were counted (undefined: never yet). */
export async function openDrafts(
  db: Kysely<OfficeDb>,
  procedureId: string,
): Promise<{ readonly counts: ReadonlyMap<string, number>; readonly countedAt: Date | undefined }> {
  const rows = await db
    .selectFrom('draft_count')
    .select(['version_hash', 'count'])
    .where('procedure_id', '=', procedureId)
    .execute()
  const counting = await db.selectFrom('draft_counting').select('counted_at').executeTakeFirst()
  return { counts: new Map(rows.map((row) => [row.version_hash, row.count])), countedAt: counting?.counted_at }
}
