import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { VisitCount } from '../../exchange/index.ts'

/** Adds counts to those of their days, all in one statement. */
export async function addCounts(db: Kysely<InternetDb>, counts: readonly VisitCount[]): Promise<void> {
  if (counts.length === 0) return
  // The same order everywhere: two processes that add at once don't wait for each other in a circle.
  const sorted = counts.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const each = <T>(pick: (count: VisitCount) => T): readonly T[] => sorted.map(pick)
  await sql`insert into visit_count as v (day, procedure_id, version_hash, channel, kind, place, count)
    select * from unnest(
      ${each((c) => c.day)}::date[], ${each((c) => c.procedureId)}::text[], ${each((c) => c.versionHash)}::text[],
      ${each((c) => c.channel)}::text[], ${each((c) => c.of)}::text[], ${each((c) => c.place)}::text[],
      ${each((c) => c.count)}::integer[])
    on conflict (tenant_id, day, procedure_id, version_hash, channel, kind, place)
      do update set count = v.count + excluded.count`.execute(db)
}

function rank(count: VisitCount): string {
  return [count.day, count.procedureId, count.versionHash, count.channel, count.of, count.place].join('\u0000')
}

/** Takes the counts of finished days out of the table. */
export async function takeFinishedCounts(
  trx: Kysely<InternetDb>,
  today: string,
  limit: number,
): Promise<readonly VisitCount[]> {
  const { rows } = await sql<VisitCount>`
    delete from visit_count v using (
      select day, procedure_id, version_hash, channel, kind, place from visit_count where day < ${today}::date
       limit ${limit} for update skip locked) t
    where (v.day, v.procedure_id, v.version_hash, v.channel, v.kind, v.place)
        = (t.day, t.procedure_id, t.version_hash, t.channel, t.kind, t.place)
    returning v.day::text as day, v.procedure_id as "procedureId", v.version_hash as "versionHash", v.channel,
              v.kind as of, v.place, v.count`.execute(trx)
  return rows
}
