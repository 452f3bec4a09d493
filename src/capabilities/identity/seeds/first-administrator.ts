import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { postRanks } from '../organisation/model.ts'
import { makeEnrolment } from '../staff/enrolment.ts'
import type { RoleId } from '../staff/permissions.ts'
import type { StaffTables } from '../staff/tables.ts'

/** The person who sets a real city up: enters the organisation, then hands roles on. */
export interface FirstAdministrator {
  readonly staffNumber: string
  readonly name: string
  readonly kana: string
}

/**
 * What is needed to build the organisation, to begin with open data and to see what was done; deciding cases is not among it. Nobody gives
 * roles to themselves, so that what one person has to begin with is given here.
 */
const rolesAtFirst: readonly RoleId[] = [
  'organisation',
  'registers',
  'procedures',
  'opendata',
  'opendata-publication',
  'audit',
]

/**
 * Adds the first member of staff of a city that has none, and answers with the path of the link (used once, on the
 * office's address) where that person sets a password and an authenticator app. Null where there is somebody already.
 */
export async function addFirstAdministrator(
  services: ZoneServices,
  city: City,
  person: FirstAdministrator,
  now: Date,
): Promise<string | null> {
  const db = services.db.city<StaffTables>(city.id)
  const staffId = randomUUID()
  const begins_on = dayOf(now)
  const added = await db.transaction().execute(async (trx) => {
    const there = await trx.selectFrom('staff_member').select('id').limit(1).executeTakeFirst()
    if (there !== undefined) return false
    const section = { id: randomUUID(), code: 'administration', name: '管理（初期設定）', begins_on }
    const post = { id: randomUUID(), code: 'administrator', name: '管理者', rank: postRanks.staff }
    await trx.insertInto('section').values(section).execute()
    await trx.insertInto('post').values(post).execute()
    const member = {
      id: staffId,
      staff_number: person.staffNumber.toUpperCase(),
      name: person.name,
      name_kana: person.kana,
      begins_on,
    }
    await trx.insertInto('staff_member').values(member).execute()
    const place = { staff_id: staffId, section_id: section.id, post_id: post.id, kind: 'principal' as const, begins_on }
    await trx.insertInto('assignment').values(place).execute()
    for (const role of rolesAtFirst)
      await trx.insertInto('role_grant').values({ staff_id: staffId, role, begins_on }).execute()
    await appendEvent(
      trx,
      { keys: services.keys, cityId: city.id },
      {
        stream: 'staff',
        streamId: staffId,
        type: 'person-added',
        actor: { kind: 'system', id: 'init' },
        at: now,
        payload: member,
      },
    )
    return true
  })
  return added ? makeEnrolment(services, city, { staffId, by: null, now }) : null
}
