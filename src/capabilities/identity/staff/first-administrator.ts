import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { Reader } from '../organisation/reading.ts'
import { makeEnrolment } from './enrolment.ts'
import type { StaffTables } from './tables.ts'

export type FirstAdministratorResult =
  /** `enrolmentPath` is a path of the office's address; it works once, for three days. */
  | { readonly ok: true; readonly enrolmentPath: string }
  | { readonly ok: false; readonly refusal: 'somebody-there' | 'unreadable' }

/**
 * The first person of a real city (`yanagi init`): may change the organisation, so that everybody else is entered on
 * the screens. Refused when the city's office has people already. `services` is the office zone's.
 */
export async function createFirstAdministrator(
  services: ZoneServices,
  city: City,
  person: { readonly number: string; readonly name: string; readonly kana: string },
): Promise<FirstAdministratorResult> {
  const now = services.clock.now()
  const read = new Reader((field) => person[field as keyof typeof person] ?? '')
  const facts = { staff_number: read.number('number'), name: read.words('name', 60), name_kana: read.kana('kana', 80) }
  if (read.problems.length > 0) return { ok: false, refusal: 'unreadable' }
  const id = randomUUID()
  const made = await services.db
    .city<StaffTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      const somebody = await trx.selectFrom('staff_member').select('id').limit(1).executeTakeFirst()
      if (somebody !== undefined) return false
      await trx
        .insertInto('staff_member')
        .values({ id, ...facts, begins_on: dayOf(now) })
        .execute()
      await trx
        .insertInto('role_grant')
        .values({ staff_id: id, role: 'organisation', begins_on: dayOf(now) })
        .execute()
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'staff',
          streamId: id,
          type: 'first-administrator',
          actor: { kind: 'system', id: 'init' },
          at: now,
        },
      )
      return true
    })
  if (!made) return { ok: false, refusal: 'somebody-there' }
  return { ok: true, enrolmentPath: await makeEnrolment(services, city, { staffId: id, by: null, now }) }
}
