import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { StaffTables } from '../staff/tables.ts'
import { isId } from './assignments.ts'
import { type Change, type ChangeResult, makeChange, refuse } from './change.ts'
import { Reader } from './reading.ts'

type Value = (field: string) => string
export const absenceReasons = ['leave', 'trip', 'illness', 'training', 'other'] as const

/** Enters an absence with the person who decides meanwhile (代決). Who enters it is recorded. */
export async function enterAbsence(change: Change, staffId: string, value: Value): Promise<ChangeResult> {
  const read = new Reader(value)
  if (!isId(staffId)) read.refuse('person', 'missing')
  const begins_on = read.day('from')
  const ends_on = read.day('to')
  const deputy_id = value('deputy') === '' ? null : value('deputy')
  if (begins_on !== '' && ends_on !== '' && ends_on < begins_on) read.refuse('to', 'ends-before-begin')
  const reason = read.one('reason', absenceReasons, 'unknown-reason')
  if (deputy_id !== null && deputy_id === staffId) read.refuse('deputy', 'own-deputy')
  if (deputy_id !== null && !isId(deputy_id)) read.refuse('deputy', 'unknown-person')
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return makeChange(change, async (trx) => {
    if (deputy_id !== null) {
      const deputy = await trx.selectFrom('staff_member').select('id').where('id', '=', deputy_id).executeTakeFirst()
      if (deputy === undefined) return { result: refuse('deputy', 'unknown-person') }
    }
    const facts = { staff_id: staffId, begins_on, ends_on, reason, deputy_id }
    const same = await trx
      .selectFrom('absence')
      .select(['id', 'deputy_id', 'reason'])
      .where('staff_id', '=', staffId)
      .where('begins_on', '=', begins_on)
      .where('ends_on', '=', ends_on)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst()
    if (same !== undefined && same.deputy_id === deputy_id && same.reason === reason)
      return { result: { ok: true, id: same.id } }
    const id = randomUUID()
    await trx
      .insertInto('absence')
      .values({ id, ...facts, entered_by: change.by.staffId, entered_at: change.now })
      .execute()
    return {
      result: { ok: true, id },
      event: { stream: 'staff', streamId: staffId, type: 'absence-entered', codes: { ...facts } },
    }
  })
}

/** Takes an absence back; what was decided in its time stays as it was decided. */
export async function cancelAbsence(change: Change, staffId: string, id: string): Promise<ChangeResult> {
  if (!isId(id) || !isId(staffId)) return refuse('from', 'unknown-person')
  return makeChange(change, async (trx) => {
    const done = await trx
      .updateTable('absence')
      .set({ cancelled_at: change.now })
      .where('id', '=', id)
      .where('staff_id', '=', staffId)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return { result: { ok: true, id } }
    return {
      result: { ok: true, id },
      event: { stream: 'staff', streamId: staffId, type: 'absence-cancelled', codes: { id } },
    }
  })
}

/** Absences that end today or later: of everybody, or of one person. */
export async function listAbsences(db: Kysely<StaffTables>, today: string, staffId?: string) {
  return db
    .selectFrom('absence as b')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'b.tenant_id').onRef('m.id', '=', 'b.staff_id'),
    )
    .leftJoin('staff_member as d', (join) =>
      join.onRef('d.tenant_id', '=', 'b.tenant_id').onRef('d.id', '=', 'b.deputy_id'),
    )
    .select(['b.id', 'b.staff_id', 'b.begins_on', 'b.ends_on', 'b.reason', 'm.name', 'd.name as deputy'])
    .where('b.cancelled_at', 'is', null)
    .where('b.ends_on', '>=', today)
    .$if(staffId !== undefined, (query) => query.where('b.staff_id', '=', staffId ?? ''))
    .orderBy('b.begins_on')
    .limit(200)
    .execute()
}
