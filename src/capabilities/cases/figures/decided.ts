import { type Kysely, sql } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { Wait } from '../rules/deadline.ts'
import type { CasesDb } from '../store/tables.ts'

export interface DecidedRow {
  readonly id: string
  readonly procedure: string
  readonly section: string
  readonly versionHash: string
  readonly result: string
  readonly arrivedAt: Date
  readonly decidedAt: Date
}

interface Span {
  readonly from: Date
  readonly until: Date
}

/** Decisions of a span of time; what was revoked later was decided all the same. */
export async function decidedBetween(db: Kysely<CasesDb>, { from, until }: Span): Promise<readonly DecidedRow[]> {
  const { rows } = await sql<DecidedRow>`
    select id, procedure_id as procedure, section_id as section, version_hash as "versionHash",
           coalesce(result, 'accepted') as result, arrived_at as "arrivedAt", decided_at as "decidedAt"
      from case_file where decided_at >= ${from} and decided_at < ${until}`.execute(db)
  return rows
}

/** What they waited for on the way, by case. */
export async function waitsOfDecided(
  db: Kysely<CasesDb>,
  { from, until }: Span,
): Promise<ReadonlyMap<string, readonly Wait[]>> {
  const { rows } = await sql<{ id: string; state: Wait['state']; startedAt: Date; endedAt: Date | null }>`
    select w.case_id as id, w.state, w.started_at as "startedAt", w.ended_at as "endedAt"
      from case_wait w join case_file f on f.id = w.case_id
     where f.decided_at >= ${from} and f.decided_at < ${until} order by w.case_id, w.number`.execute(db)
  const found = new Map<string, Wait[]>()
  for (const row of rows) {
    const wait: Wait = {
      state: row.state,
      from: dayOf(row.startedAt),
      ...(row.endedAt === null ? {} : { to: dayOf(row.endedAt) }),
    }
    found.set(row.id, [...(found.get(row.id) ?? []), wait])
  }
  return found
}
