import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { DraftRow, RepairFilter } from './draft.ts'

/** Adds rows, or puts them in the place of those with the same number. */
export async function putRows(trx: Kysely<OfficeDb>, draftId: string, rows: readonly DraftRow[]): Promise<void> {
  if (rows.length === 0) return
  // One text, a line for each row: JSON holds neither line ends nor tabs, and each value is read once.
  const lines = rows.map(
    ({ number, cells, problems }) => `${number}\t${JSON.stringify(cells)}\t${JSON.stringify(problems)}`,
  )
  await sql`insert into dataset_draft_row (draft_id, number, cells, problems)
    select ${draftId}::uuid, split_part(line, e'\\t', 1)::integer, split_part(line, e'\\t', 2)::jsonb, split_part(line, e'\\t', 3)::jsonb
    from string_to_table(${lines.join('\n')}, e'\\n') as line
    on conflict (tenant_id, draft_id, number) do update set cells = excluded.cells, problems = excluded.problems`.execute(
    trx,
  )
}

export async function dropRows(trx: Kysely<OfficeDb>, draftId: string, number?: number): Promise<void> {
  await trx
    .deleteFrom('dataset_draft_row')
    .where('draft_id', '=', draftId)
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .execute()
}

/** Rows behind a number, in their order; of those with problems only, or with one kind of them. */
export async function readRows(
  db: Kysely<OfficeDb>,
  draftId: string,
  wanted: {
    readonly after: number
    readonly limit: number
    readonly problems?: RepairFilter | 'any'
    readonly before?: number
  },
): Promise<readonly DraftRow[]> {
  const rows = await db
    .selectFrom('dataset_draft_row')
    .select(['number', 'cells', 'problems'])
    .where('draft_id', '=', draftId)
    .where('number', '>', wanted.after)
    .$if(wanted.before !== undefined, (query) => query.where('number', '<', wanted.before ?? 0))
    .$if(wanted.problems !== undefined, (query) => query.where(sql<boolean>`problems <> '[]'::jsonb`))
    .$if(typeof wanted.problems === 'object', (query) =>
      query.where(sql<boolean>`problems @> ${containing(wanted.problems)}::jsonb`),
    )
    .orderBy('number')
    .limit(wanted.limit)
    .execute()
  return rows as unknown as readonly DraftRow[]
}

function containing(filter: RepairFilter | 'any' | undefined): string {
  const { code, column, sure } = typeof filter === 'object' ? filter : {}
  return JSON.stringify([
    {
      ...(code === undefined ? {} : { code }),
      ...(column === undefined ? {} : { column }),
      ...(sure === true ? { sure } : {}),
    },
  ])
}

export async function findRow(db: Kysely<OfficeDb>, draftId: string, number: number): Promise<DraftRow | undefined> {
  const row = await db
    .selectFrom('dataset_draft_row')
    .select(['number', 'cells', 'problems'])
    .where('draft_id', '=', draftId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row as unknown as DraftRow | undefined
}

/** All rows, page by page: memory does not grow with the draft. */
export async function* allRows(db: Kysely<OfficeDb>, draftId: string): AsyncGenerator<DraftRow> {
  let after = -1
  for (;;) {
    const page = await readRows(db, draftId, { after, limit: 2000 })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < 2000) return
    after = last.number
  }
}

export async function highestNumber(db: Kysely<OfficeDb>, draftId: string): Promise<number> {
  const row = await db
    .selectFrom('dataset_draft_row')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  return row?.number ?? 0
}
