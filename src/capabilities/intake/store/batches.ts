import { type Kysely, type Selectable, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

export type BatchRow = Selectable<OfficeDb['intake_batch']>
export type Outcome = Selectable<OfficeDb['intake_row']>['outcome']

/** How many rows stand where; the rows are the truth, nothing is counted twice. */
export type Counts = Readonly<Record<Outcome, number>> & { readonly hand: number; readonly total: number }

const none: Record<Outcome, number> = {
  unchecked: 0,
  ready: 0,
  faulty: 0,
  known: 0,
  differs: 0,
  unreadable: 0,
  made: 0,
}

export async function countRows(db: Kysely<OfficeDb>, ids: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>(ids.map((id) => [id, { ...none, hand: 0, total: 0 }]))
  if (ids.length === 0) return counts
  const { rows } = await sql<{ batch_id: string; outcome: Outcome; n: number; open: number }>`
    select batch_id, outcome, count(*)::int as n, (count(*) filter (where handled_at is null))::int as open
    from intake_row where batch_id = any(${ids}::uuid[]) group by batch_id, outcome`.execute(db)
  for (const { batch_id, outcome, n, open } of rows) {
    const known = counts.get(batch_id)
    if (!known) continue
    const hand = outcome === 'unreadable' || outcome === 'differs' ? open : 0
    counts.set(batch_id, { ...known, [outcome]: n, hand: known.hand + hand, total: known.total + n })
  }
  return counts
}

/** The newest files of the sections. */
export function listBatches(
  db: Kysely<OfficeDb>,
  sections: readonly string[] | 'all',
  limit: number,
): Promise<BatchRow[]> {
  return db
    .selectFrom('intake_batch')
    .selectAll()
    .$if(sections !== 'all', (query) => query.where('section_id', 'in', sections === 'all' ? [] : [...sections]))
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute()
}

export function findBatch(db: Kysely<OfficeDb>, id: string): Promise<BatchRow | undefined> {
  return db.selectFrom('intake_batch').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The same file that a command began to take in before, by the same manifest, and did not finish. */
export async function findUnfinished(
  db: Kysely<OfficeDb>,
  manifest: string,
  sha256: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('intake_batch')
    .select('id')
    .where('manifest', '=', manifest)
    .where('sha256', '=', sha256)
    .where('way', '=', 'command')
    .where('state', 'in', ['checking', 'taking'])
    .executeTakeFirst()
  return row?.id
}

/** The oldest file on which there is work to do. */
export function nextBatch(db: Kysely<OfficeDb>): Promise<BatchRow | undefined> {
  return db
    .selectFrom('intake_batch')
    .selectAll()
    .where('state', 'in', ['checking', 'taking'])
    .orderBy('made_at')
    .limit(1)
    .executeTakeFirst()
}
