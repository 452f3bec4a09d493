import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type VisitCount, visitCounts } from '../../exchange/index.ts'

/** Takes in what the internet zone counted. The relay handles each message once; the numbers are added. */
export function receiveCounts(services: ZoneServices<'office'>): void {
  services.relay.on('visit-counts', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<OfficeDb>
    const { counts, opinions } = visitCounts.parse(payload)
    await addCounts(trx, counts)
    if (opinions.length === 0) return
    await trx
      .insertInto('opinion')
      .values(
        opinions.map((opinion) => ({
          id: opinion.id,
          month: `${opinion.day.slice(0, 7)}-01`,
          procedure_id: opinion.procedureId,
          grade: opinion.grade,
          box: Buffer.from(opinion.box, 'base64'),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** Adds counts to those of their days, all in one statement. */
export async function addCounts(trx: Transaction<OfficeDb>, counts: readonly VisitCount[]): Promise<void> {
  if (counts.length === 0) return
  const each = <T>(pick: (count: VisitCount) => T): readonly T[] => counts.map(pick)
  await sql`insert into visit_count as v (day, procedure_id, version_hash, channel, kind, place, count)
    select * from unnest(
      ${each((c) => c.day)}::date[], ${each((c) => c.procedureId)}::text[], ${each((c) => c.versionHash)}::text[],
      ${each((c) => c.channel)}::text[], ${each((c) => c.of)}::text[], ${each((c) => c.place)}::text[],
      ${each((c) => c.count)}::integer[])
    on conflict (tenant_id, day, procedure_id, version_hash, channel, kind, place)
      do update set count = v.count + excluded.count`.execute(trx)
}
