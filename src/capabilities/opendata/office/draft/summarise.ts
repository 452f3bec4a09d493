import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Finding } from './draft.ts'

const levels = ['error', 'warning', 'notice'] as const

/**
 * What can only be said of all rows together, written into them: two rows of one key, rows without one. Then everything is counted by
 * kind and column.
 */
export async function summariseDraft(
  trx: Kysely<OfficeDb>,
  draftId: string,
  definition: DatasetDefinition,
  edition: string,
): Promise<{ readonly rows: number; readonly findings: readonly Finding[] }> {
  const { count, withoutKey, recommended } = await look(trx, draftId, definition, edition)
  await markKeys(trx, draftId, definition, withoutKey)
  const { rows } = await sql<{
    code: string
    column: string | null
    level: number
    count: number
    proposals: number
    sure: number
  }>`
    select p->>'code' as code, p->>'column' as column,
      min(case p->>'level' when 'error' then 0 when 'warning' then 1 else 2 end) as level,
      count(*)::integer as count,
      (count(*) filter (where p ? 'proposal'))::integer as proposals,
      (count(*) filter (where p->>'sure' = 'true'))::integer as sure
    from dataset_draft_row r, jsonb_array_elements(r.problems) p
    where r.draft_id = ${draftId} and r.problems <> '[]'::jsonb
    group by 1, 2 order by 3, 4 desc`.execute(trx)
  const findings = rows.map(
    ({ column, level, ...counts }): Finding => ({
      ...counts,
      level: levels[level] ?? 'notice',
      ...(column === null ? {} : { column }),
    }),
  )
  return { rows: count, findings: [...findings, ...recommended] }
}

/**
 * One look through all rows: how many there are, how many of them without a key, and the cells that the standard recommends and that are
 * empty: these are counted, since they would stand in nearly every row.
 */
async function look(
  trx: Kysely<OfficeDb>,
  draftId: string,
  { columns, editions, key }: DatasetDefinition,
  edition: string,
): Promise<{ readonly count: number; readonly withoutKey: number; readonly recommended: readonly Finding[] }> {
  const wanted = new Set(
    (editions[edition]?.columns ?? []).flatMap(({ from, need }) =>
      from !== undefined && need === 'recommended' ? [from] : [],
    ),
  )
  const asked = columns.flatMap(({ id, kind }, at) => (wanted.has(id) && kind !== 'flag' ? [{ id, at }] : []))
  const keyPlaces = columns.flatMap(({ id }, at) => (key.includes(id) ? [at] : []))
  const counts = [
    sql`count(*)`,
    keyPlaces.length === 0 ? sql`0` : sql`count(*) filter (where ${anyEmpty(keyPlaces)})`,
    ...asked.map(({ at }) => sql`count(*) filter (where ${anyEmpty([at])})`),
  ]
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}]::integer[] as counts
    from dataset_draft_row where draft_id = ${draftId}`.execute(trx)
  const [count = 0, withoutKey = 0, ...empty] = rows[0]?.counts ?? []
  const recommended = asked.flatMap(({ id }, n): Finding[] => {
    const many = empty[n] ?? 0
    return many === 0
      ? []
      : [{ code: 'recommended-missing', column: id, level: 'notice', count: many, proposals: 0, sure: 0 }]
  })
  return { count, withoutKey, recommended }
}

const anyEmpty = (places: readonly number[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    places.map((at) => sql`cells->>${sql.lit(at)} = ''`),
    sql` or `,
  )})`

const ofAllRows = ['duplicate-key', 'key-missing'] as const

async function markKeys(
  trx: Kysely<OfficeDb>,
  draftId: string,
  { columns, key }: DatasetDefinition,
  withoutKey: number,
): Promise<void> {
  const places = key.map((id) => columns.findIndex((column) => column.id === id))
  if (places.length === 0 || places.some((at) => at < 0)) return
  const column = key[0] ?? ''
  await sql`update dataset_draft_row r set problems = coalesce(
      (select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> all(${sql.val(ofAllRows)}::text[])), '[]'::jsonb)
    where r.draft_id = ${draftId} and r.problems <> '[]'::jsonb
      and (r.problems @> '[{"code":"duplicate-key"}]' or r.problems @> '[{"code":"key-missing"}]')`.execute(trx)
  const name: RawBuilder<unknown> = sql.join(
    places.map((at) => sql`cells->>${sql.lit(at)}`),
    sql` || '~' || `,
  )
  const empty = anyEmpty(places)
  await sql`with twice as (
      select ${name} as name, min(number) as first from dataset_draft_row
      where draft_id = ${draftId} and not ${empty} group by 1 having count(*) > 1
    )
    update dataset_draft_row r set problems = r.problems || jsonb_build_array(jsonb_build_object(
      'code', 'duplicate-key', 'level', 'error', 'column', ${column}::text, 'detail', twice.first::text))
    from twice where r.draft_id = ${draftId} and r.number > twice.first and ${name} = twice.name and not ${empty}`.execute(
    trx,
  )
  if (withoutKey === 0) return
  // A key of one column may be given: the next number that nobody has.
  const proposed = key.length === 1
  await sql`with taken as (
      select coalesce(max((cells->>${sql.lit(places[0] ?? 0)})::bigint), 0) as last from dataset_draft_row
      where draft_id = ${draftId} and cells->>${sql.lit(places[0] ?? 0)} ~ '^[0-9]{1,9}$'
    ), missing as (
      select number, row_number() over (order by number) as nth from dataset_draft_row
      where draft_id = ${draftId} and ${empty}
    )
    update dataset_draft_row r set problems = r.problems || jsonb_build_array(jsonb_build_object(
      'code', 'key-missing', 'level', 'error', 'column', ${column}::text)
      || case when ${proposed}::boolean then jsonb_build_object('proposal', (taken.last + missing.nth)::text) else '{}'::jsonb end)
    from missing, taken where r.draft_id = ${draftId} and r.number = missing.number`.execute(trx)
}
