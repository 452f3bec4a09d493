import { randomUUID } from 'node:crypto'
import { addDays } from '../../../civic/day.ts'
import { type RoleId, roles } from '../staff/permissions.ts'
import { type Change, type ChangeResult, makeChange, refuse } from './change.ts'
import { Reader } from './reading.ts'

type Value = (field: string) => string
export const assignmentKinds = ['principal', 'concurrent', 'acting'] as const
export const roleIds = Object.keys(roles) as readonly RoleId[]

/** 発令: puts a person into a post of a section. A new 本務 ends the former one the day before. */
export async function addAssignment(change: Change, staffId: string, value: Value): Promise<ChangeResult> {
  const read = new Reader(value)
  const kind = read.one('kind', assignmentKinds, 'unknown-kind')
  const [sectionId, postId] = [value('section'), value('post')]
  const begins_on = read.day('from')
  const ends_on = read.lastDay('to')
  if (ends_on !== null && begins_on !== '' && ends_on < begins_on) read.refuse('to', 'ends-before-begin')
  if (!isId(sectionId)) read.refuse('section', 'unknown-section')
  if (!isId(postId)) read.refuse('post', 'unknown-post')
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return makeChange(change, async (trx) => {
    const facts = { staff_id: staffId, section_id: sectionId, post_id: postId, kind, begins_on, ends_on }
    const section = await trx.selectFrom('section').select('id').where('id', '=', sectionId).executeTakeFirst()
    const post = await trx.selectFrom('post').select('id').where('id', '=', postId).executeTakeFirst()
    if (section === undefined) return { result: refuse('section', 'unknown-section') }
    if (post === undefined) return { result: refuse('post', 'unknown-post') }
    const same = await trx
      .selectFrom('assignment')
      .select('id')
      .where('staff_id', '=', staffId)
      .where('section_id', '=', sectionId)
      .where('post_id', '=', postId)
      .where('kind', '=', kind)
      .where('begins_on', '=', begins_on)
      .executeTakeFirst()
    if (same !== undefined) return { result: { ok: true, id: same.id } }
    if (kind === 'principal') {
      await trx
        .updateTable('assignment')
        .set({ ends_on: dayBefore(begins_on) })
        .where('staff_id', '=', staffId)
        .where('kind', '=', 'principal')
        .where('ends_on', 'is', null)
        .where('begins_on', '<', begins_on)
        .execute()
    }
    const id = randomUUID()
    await trx
      .insertInto('assignment')
      .values({ id, ...facts })
      .execute()
    return {
      result: { ok: true, id },
      event: { stream: 'staff', streamId: staffId, type: 'assigned', codes: { ...facts } },
    }
  })
}

/** Ends an assignment with its last day. */
export async function endAssignment(change: Change, staffId: string, id: string, value: Value): Promise<ChangeResult> {
  return endDated(change, 'assignment', staffId, id, value)
}

/** Gives a role for a section and those under it, or for the whole city. Nobody gives a role to themselves. */
export async function grantRole(change: Change, staffId: string, value: Value): Promise<ChangeResult> {
  if (staffId === change.by.staffId) return refuse('role', 'own-roles')
  const read = new Reader(value)
  const role = read.one('role', roleIds, 'unknown-role')
  const begins_on = read.day('from')
  const ends_on = read.lastDay('to')
  const section_id = value('section') === 'city' ? null : value('section')
  if (ends_on !== null && begins_on !== '' && ends_on < begins_on) read.refuse('to', 'ends-before-begin')
  if (section_id !== null && !isId(section_id)) read.refuse('section', 'unknown-section')
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  return makeChange(change, async (trx) => {
    const facts = { staff_id: staffId, role, section_id, begins_on, ends_on }
    if (section_id !== null) {
      const section = await trx.selectFrom('section').select('id').where('id', '=', section_id).executeTakeFirst()
      if (section === undefined) return { result: refuse('section', 'unknown-section') }
    }
    const same = await trx
      .selectFrom('role_grant')
      .select('id')
      .where('staff_id', '=', staffId)
      .where('role', '=', role)
      .where('begins_on', '=', begins_on)
      .where('section_id', section_id === null ? 'is' : '=', section_id)
      .executeTakeFirst()
    if (same !== undefined) return { result: { ok: true, id: same.id } }
    const id = randomUUID()
    await trx
      .insertInto('role_grant')
      .values({ id, ...facts, granted_by: change.by.staffId })
      .execute()
    return {
      result: { ok: true, id },
      event: { stream: 'staff', streamId: staffId, type: 'role-granted', codes: { ...facts } },
    }
  })
}

export async function endRole(change: Change, staffId: string, id: string, value: Value): Promise<ChangeResult> {
  return endDated(change, 'role_grant', staffId, id, value)
}

/** Sets the last day of a dated row. Nothing is deleted, so that what counted on a past day stays known. */
async function endDated(
  change: Change,
  table: 'assignment' | 'role_grant',
  staffId: string,
  id: string,
  value: Value,
): Promise<ChangeResult> {
  const read = new Reader(value)
  const ends_on = read.day('to')
  if (read.problems.length > 0) return { ok: false, problems: read.problems }
  if (!isId(id)) return refuse('to', 'unknown-person')
  return makeChange(change, async (trx) => {
    const row = await trx
      .selectFrom(table)
      .select(['id', 'begins_on', 'ends_on'])
      .where('id', '=', id)
      .where('staff_id', '=', staffId)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { result: refuse('to', 'unknown-person') }
    if (row.ends_on === ends_on) return { result: { ok: true, id } }
    // The form stands only where no last day is set: somebody else has set one since.
    if (row.ends_on !== null) return { result: refuse('to', 'ended-meanwhile') }
    if (ends_on < row.begins_on) return { result: refuse('to', 'ends-before-begin') }
    await trx.updateTable(table).set({ ends_on }).where('id', '=', id).execute()
    const type = table === 'assignment' ? 'assignment-ended' : 'role-ended'
    return { result: { ok: true, id }, event: { stream: 'staff', streamId: staffId, type, codes: { id, ends_on } } }
  })
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}

const dayBefore = (day: string): string => addDays(day, -1)
