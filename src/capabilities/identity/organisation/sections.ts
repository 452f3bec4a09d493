import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { StaffTables } from '../staff/tables.ts'
import { isId } from './assignments.ts'
import { type Change, type ChangeResult, makeChange, refuse } from './change.ts'
import { Reader } from './reading.ts'

type Value = (field: string) => string

/**
 * Adds a section, or changes the one with this id. A section never stands under itself. The form's `version` is what it was
 * filled from: a second administrator is told instead of overwriting.
 */
export async function saveSection(change: Change, id: string | null, value: Value): Promise<ChangeResult> {
  const read = new Reader(value)
  const facts = {
    code: read.code('code'),
    name: read.words('name', 60),
    phone: read.optional('phone', 30),
    parent_id: value('parent') === '' ? null : value('parent'),
    begins_on: read.day('from'),
    ends_on: read.lastDay('to'),
  }
  if (facts.parent_id !== null && !isId(facts.parent_id)) read.refuse('parent', 'unknown-section')
  if (facts.ends_on !== null && facts.begins_on !== '' && facts.ends_on < facts.begins_on)
    read.refuse('to', 'ends-before-begin')
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return makeChange(change, async (trx) => {
    // One change of the tree at a time: two moves together could make a ring that neither makes alone.
    await sql`select pg_advisory_xact_lock(hashtextextended('identity section tree ' || current_tenant(), 0))`.execute(
      trx,
    )
    const refusal = await parentRefusal(trx, id, facts.parent_id)
    if (refusal !== null) return { result: refusal }
    if (facts.ends_on !== null && id !== null && (await isUsedAfter(trx, id, facts.ends_on)))
      return { result: refuse('to', 'still-used') }
    if (id === null) {
      const same = await trx
        .selectFrom('section')
        .select(['id', 'name', 'parent_id'])
        .where('code', '=', facts.code)
        .executeTakeFirst()
      if (same !== undefined) {
        const repeated = same.name === facts.name && same.parent_id === facts.parent_id
        return { result: repeated ? { ok: true, id: same.id } : refuse('code', 'taken') }
      }
      const made = randomUUID()
      await trx
        .insertInto('section')
        .values({ id: made, ...facts })
        .execute()
      return {
        result: { ok: true, id: made },
        event: { stream: 'organisation', streamId: made, type: 'section-added', codes: facts },
      }
    }
    if (!(await changeRow(trx, 'section', id, facts, value))) return { result: refuse('name', 'changed-meanwhile') }
    return {
      result: { ok: true, id },
      event: { stream: 'organisation', streamId: id, type: 'section-changed', codes: facts },
    }
  })
}

/** False when the row is not as the form showed it any more. */
async function changeRow(
  trx: Transaction<StaffTables>,
  table: 'section' | 'post',
  id: string,
  facts: Readonly<Record<string, string | number | null>>,
  value: Value,
): Promise<boolean> {
  const updated = await trx
    .updateTable(table)
    .set({ ...facts, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('version', '=', Number(value('version')) || 0)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

async function parentRefusal(
  trx: Transaction<StaffTables>,
  id: string | null,
  parentId: string | null,
): Promise<ChangeResult | null> {
  if (parentId === null) return null
  const parent = await trx.selectFrom('section').select('id').where('id', '=', parentId).executeTakeFirst()
  if (parent === undefined) return refuse('parent', 'unknown-section')
  if (id === null) return null
  const under = await sql<{ id: string }>`select sections_under(${id}) as id`.execute(trx)
  return under.rows.some((row) => row.id === parentId) ? refuse('parent', 'under-itself') : null
}

/** People or sections that would lose their place. */
async function isUsedAfter(trx: Transaction<StaffTables>, id: string, lastDay: string): Promise<boolean> {
  const found = await sql`
    select 1 from assignment where tenant_id = current_tenant() and section_id = ${id} and (ends_on is null or ends_on > ${lastDay}::date)
    union all
    select 1 from section where tenant_id = current_tenant() and parent_id = ${id} and (ends_on is null or ends_on > ${lastDay}::date)
    limit 1`.execute(trx)
  return found.rows.length > 0
}

/** Adds a post, or changes the one with this id, if it is still as the form showed it. */
export async function savePost(change: Change, id: string | null, value: Value): Promise<ChangeResult> {
  const read = new Reader(value)
  const facts = { code: read.code('code'), name: read.words('name', 40), rank: read.whole('rank', 1, 100) }
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return makeChange(change, async (trx) => {
    if (id === null) {
      const same = await trx
        .selectFrom('post')
        .select(['id', 'name', 'rank'])
        .where('code', '=', facts.code)
        .executeTakeFirst()
      if (same !== undefined) {
        const repeated = same.name === facts.name && same.rank === facts.rank
        return { result: repeated ? { ok: true, id: same.id } : refuse('code', 'taken') }
      }
      const made = randomUUID()
      await trx
        .insertInto('post')
        .values({ id: made, ...facts })
        .execute()
      return {
        result: { ok: true, id: made },
        event: { stream: 'organisation', streamId: made, type: 'post-added', codes: facts },
      }
    }
    if (!(await changeRow(trx, 'post', id, facts, value))) return { result: refuse('name', 'changed-meanwhile') }
    return {
      result: { ok: true, id },
      event: { stream: 'organisation', streamId: id, type: 'post-changed', codes: facts },
    }
  })
}
