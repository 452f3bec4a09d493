import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { endAll } from '../staff/session-store.ts'
import { type Change, type ChangeResult, makeChange, refuse } from './change.ts'
import { Reader } from './reading.ts'

type Value = (field: string) => string

/** Adds a person. The same content sent twice adds one person. */
export async function addPerson(change: Change, value: Value): Promise<ChangeResult> {
  const person = readPerson(value)
  if (person.problems.length > 0) return { ok: false, problems: person.problems }
  const { problems: _, ...facts } = person
  return makeChange(change, async (trx) => {
    const same = await trx
      .selectFrom('staff_member')
      .select(['id', 'name', 'name_kana'])
      .where('staff_number', '=', facts.staff_number)
      .executeTakeFirst()
    if (same !== undefined) {
      const repeated = same.name === facts.name && same.name_kana === facts.name_kana
      return { result: repeated ? { ok: true, id: same.id } : refuse('number', 'taken') }
    }
    const id = randomUUID()
    await trx
      .insertInto('staff_member')
      .values({ id, ...facts })
      .execute()
    return { result: { ok: true, id }, event: { stream: 'staff', streamId: id, type: 'person-added', payload: facts } }
  })
}

/**
 * Changes a person's facts. `version` is what the form was filled from: a second clerk is told instead of overwriting.
 * A last day in the past ends the person's sessions at once.
 */
export async function changePerson(change: Change, id: string, version: number, value: Value): Promise<ChangeResult> {
  const person = readPerson(value)
  if (person.problems.length > 0) return { ok: false, problems: person.problems }
  const { problems: _, ...facts } = person
  return makeChange(change, async (trx) => {
    const updated = await trx
      .updateTable('staff_member')
      .set({ ...facts, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) return { result: refuse('name', 'changed-meanwhile') }
    if (facts.ends_on !== null && facts.ends_on < today(change)) await endAll(trx, id, 'left', change.now)
    return {
      result: { ok: true, id },
      event: { stream: 'staff', streamId: id, type: 'person-changed', payload: facts },
    }
  })
}

function readPerson(value: Value) {
  const read = new Reader(value)
  const staff_number = read.number('number')
  const name = read.words('name', 60)
  const name_kana = read.kana('kana', 80)
  const email = read.optional('email', 254)
  const begins_on = read.day('from')
  const ends_on = read.lastDay('to')
  if (ends_on !== null && begins_on !== '' && ends_on < begins_on) read.refuse('to', 'ends-before-begin')
  return { staff_number, name, name_kana, email, begins_on, ends_on, problems: read.problems }
}

const today = (change: Change): string => dayOf(change.now)
