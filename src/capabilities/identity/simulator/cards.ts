import { createPrivateKey, sign } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { ResidentTables } from '../resident/tables.ts'
import type { ResidentSeed } from '../seeds/city-people.ts'
import { type IssuedKey, issueCertificate, makeAuthority } from './authority.ts'
import { certificateHolder } from './people.ts'

const authorityContext = 'demo_authority:key'
const cardContext = (person: string): string => `demo_card:${person}:key`

/**
 * The demonstration authority of a city, made when it is first needed. Two processes that make one at the same
 * moment keep the first.
 */
export async function demoAuthority(services: ZoneServices, city: City): Promise<IssuedKey> {
  const db = services.db.city<ResidentTables>(city.id)
  const known = await db.selectFrom('demo_authority').select(['certificate', 'key_box']).executeTakeFirst()
  if (known !== undefined) {
    const privateKey = services.keys.decrypt(city.id, 'credential', known.key_box, authorityContext)
    return { privateKey, certificate: known.certificate, serial: '' }
  }
  const now = services.clock.now()
  const made = await makeAuthority(city.nameEn, new Date(now.getTime() - 10 * 365 * 24 * 3_600_000))
  await db
    .insertInto('demo_authority')
    .values({
      certificate: made.certificate,
      key_box: services.keys.encrypt(city.id, 'credential', made.privateKey, authorityContext),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return demoAuthority(services, city)
}

export interface DemoCard extends IssuedKey {
  readonly revokedAt: Date | null
}

/** The signing certificate of a fictional person; issued a year ago when it is first needed. */
export async function demoCard(services: ZoneServices, city: City, person: ResidentSeed): Promise<DemoCard> {
  const db = services.db.city<ResidentTables>(city.id)
  const known = await db.selectFrom('demo_card').selectAll().where('person', '=', person.id).executeTakeFirst()
  if (known !== undefined) {
    const privateKey = services.keys.decrypt(city.id, 'credential', known.key_box, cardContext(person.id))
    return { privateKey, certificate: known.certificate, serial: known.serial, revokedAt: known.revoked_at }
  }
  const now = services.clock.now()
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000)
  const authority = await demoAuthority(services, city)
  const expired = person.card === 'sign-expired'
  const made = expired
    ? await issueCertificate(authority, certificateHolder(person), daysAgo(1900), daysAgo(30))
    : await issueCertificate(authority, certificateHolder(person), daysAgo(365))
  await db
    .insertInto('demo_card')
    .values({
      person: person.id,
      serial: made.serial,
      certificate: made.certificate,
      key_box: services.keys.encrypt(city.id, 'credential', made.privateKey, cardContext(person.id)),
      issued_at: now,
      revoked_at: person.card === 'sign-revoked' ? daysAgo(10) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return demoCard(services, city, person)
}

/** What the authority says about a serial number: `unknown` for one it never issued. */
export async function serialStatus(
  services: ZoneServices,
  city: City,
  serial: string,
): Promise<'good' | 'revoked' | 'unknown'> {
  const found = await services.db
    .city<ResidentTables>(city.id)
    .selectFrom('demo_card')
    .select('revoked_at')
    .where('serial', '=', serial)
    .executeTakeFirst()
  if (found === undefined) return 'unknown'
  return found.revoked_at !== null && found.revoked_at <= services.clock.now() ? 'revoked' : 'good'
}

/** Signs bytes with a card's key: ECDSA P-256 with SHA-256, r and s of 32 bytes each. */
export function signWithCard(card: IssuedKey, bytes: Uint8Array): Buffer {
  const key = createPrivateKey({ key: card.privateKey, format: 'der', type: 'pkcs8' })
  return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })
}
