import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { hashPassword } from '../staff/password.ts'
import { totpContext } from '../staff/sign-in.ts'
import type { StaffTables } from '../staff/tables.ts'
import { type CityPeople, readCityPeople } from './city-people.ts'

/** From when the seeded organisation counts: before anything the demonstration may look back on. */
const since = '2020-04-01'

/**
 * Puts the organisation and the fictional people of a demonstration city into its empty office database. Does nothing
 * where there is a section already, or where the city is real.
 */
export async function loadOrganisation(services: ZoneServices, city: City): Promise<boolean> {
  if (!services.config.demo || !city.demo) return false
  const db = services.db.city<StaffTables>(city.id)
  const there = await db.selectFrom('section').select('id').limit(1).executeTakeFirst()
  if (there !== undefined) return false
  const people = readCityPeople(services.config.rootDir, city.id)
  if (people === null || people.sections.length === 0) return false
  const hashes = new Map(
    await Promise.all(people.staff.map(async (one) => [one.id, await hashPassword(one.password)] as const)),
  )
  await db.transaction().execute(async (trx) => {
    const sections = await insertSections(trx, people)
    const posts = await insertPosts(trx, people)
    for (const person of people.staff)
      await insertPerson(trx, services, city, person, sections, posts, hashes.get(person.id) ?? '')
  })
  services.log.info('identity.organisation-loaded', {
    city: city.id,
    sections: people.sections.length,
    staff: people.staff.length,
  })
  return true
}

type Trx = Kysely<StaffTables>
type Ids = ReadonlyMap<string, string>

async function insertSections(trx: Trx, people: CityPeople): Promise<Ids> {
  const ids = new Map(people.sections.map((section) => [section.code, randomUUID()]))
  for (const section of people.sections) {
    await trx
      .insertInto('section')
      .values({
        id: idOf(ids, section.code),
        code: section.code,
        name: section.name,
        phone: section.phone ?? null,
        begins_on: since,
      })
      .execute()
  }
  for (const { code, parent } of people.sections) {
    if (parent === undefined) continue
    await trx
      .updateTable('section')
      .set({ parent_id: idOf(ids, parent) })
      .where('id', '=', idOf(ids, code))
      .execute()
  }
  return ids
}

async function insertPosts(trx: Trx, people: CityPeople): Promise<Ids> {
  const ids = new Map(people.posts.map((post) => [post.code, randomUUID()]))
  for (const post of people.posts) {
    await trx
      .insertInto('post')
      .values({ id: idOf(ids, post.code), ...post })
      .execute()
  }
  return ids
}

async function insertPerson(
  trx: Trx,
  services: ZoneServices,
  city: City,
  person: CityPeople['staff'][number],
  sections: Ids,
  posts: Ids,
  passwordHash: string,
): Promise<void> {
  const id = randomUUID()
  const now = services.clock.now()
  await trx
    .insertInto('staff_member')
    .values({
      id,
      staff_number: person.id.toUpperCase(),
      name: person.name,
      name_kana: person.kana,
      begins_on: since,
      demo_person: true,
    })
    .execute()
  const places = [{ section: person.section, post: person.post, kind: 'principal' as const }, ...person.concurrent]
  for (const place of places) {
    await trx
      .insertInto('assignment')
      .values({
        staff_id: id,
        section_id: idOf(sections, place.section),
        post_id: idOf(posts, place.post),
        kind: place.kind,
        begins_on: since,
      })
      .execute()
  }
  for (const given of person.roles) {
    const { role, section } = typeof given === 'string' ? { role: given, section: person.section } : given
    await trx
      .insertInto('role_grant')
      .values({ staff_id: id, role, section_id: section === 'city' ? null : idOf(sections, section), begins_on: since })
      .execute()
  }
  await trx
    .insertInto('staff_password')
    .values({ staff_id: id, password_hash: passwordHash, changed_at: now })
    .execute()
  const secretBox = services.keys.encrypt(city.id, 'credential', Buffer.from(person.totpSecret), totpContext(id))
  await trx.insertInto('staff_totp').values({ staff_id: id, secret_box: secretBox, registered_at: now }).execute()
}

function idOf(ids: Ids, code: string): string {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`No id for ${code}.`)
  return id
}
