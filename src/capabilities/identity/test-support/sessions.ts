import { randomUUID } from 'node:crypto'
import { hostCookieName } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { emailContext, profileContext } from '../resident/current.ts'
import type { Assurance, Profile } from '../resident/session.ts'
import { insertSession, saveProfile, upsertAccount } from '../resident/store.ts'
import type { ResidentTables } from '../resident/tables.ts'
import { insertStaffSession } from '../staff/session-store.ts'
import type { StaffTables } from '../staff/tables.ts'
import { hashToken, newToken } from '../tokens.ts'

/** A session for tests of other capabilities: what a browser would send, and the ids behind it. */
export interface TestSession {
  /** Value of the `cookie` header. */
  readonly cookie: string
  readonly sessionId: string
}

/** Signs a resident in without the ways in between. Without `profile` there is no account: assurance `contact`. */
export async function residentSession(
  services: ZoneServices,
  cityId: string,
  person: {
    readonly assurance: Exclude<Assurance, 'none'>
    readonly subject?: string
    readonly profile?: Profile
    readonly email?: string
  },
): Promise<TestSession & { readonly accountId: string | null }> {
  const db = services.db.city<ResidentTables>(cityId)
  const at = services.clock.now()
  const sessionId = randomUUID()
  const token = newToken()
  let accountId: string | null = null
  if (person.assurance !== 'contact') {
    accountId = await upsertAccount(
      db,
      services.keys.token(cityId, 'profile', `test:${person.subject ?? sessionId}`),
      at,
    )
    if (person.profile !== undefined) {
      const box = services.keys.encrypt(
        cityId,
        'profile',
        Buffer.from(JSON.stringify(person.profile)),
        profileContext(accountId),
      )
      await saveProfile(db, accountId, box, at)
    }
  }
  await insertSession(db, {
    id: sessionId,
    tokenHash: hashToken(token),
    accountId,
    assurance: person.assurance,
    emailBox:
      person.email === undefined
        ? null
        : services.keys.encrypt(cityId, 'profile', Buffer.from(person.email), emailContext(sessionId)),
    at,
    idleMinutes: 30,
    idleEndsAt: new Date(at.getTime() + 30 * 60_000),
    endsAt: new Date(at.getTime() + 8 * 3_600_000),
  })
  return { cookie: `${hostCookieName(cityId, 'portal', 'session')}=${token}`, sessionId, accountId }
}

/** Signs a member of staff in by number without the ways in between. Throws when nobody has the number. */
export async function staffSession(
  services: ZoneServices,
  cityId: string,
  staffNumber: string,
): Promise<TestSession & { readonly staffId: string }> {
  const db = services.db.city<StaffTables>(cityId)
  const person = await db
    .selectFrom('staff_member')
    .select('id')
    .where('staff_number', '=', staffNumber)
    .executeTakeFirstOrThrow()
  const at = services.clock.now()
  const sessionId = randomUUID()
  const token = newToken()
  await insertStaffSession(db, {
    id: sessionId,
    tokenHash: hashToken(token),
    staffId: person.id,
    method: 'password-totp',
    browser: 'Firefox・Linux',
    at,
    idleMinutes: 30,
    endsAt: new Date(at.getTime() + 10 * 3_600_000),
  })
  return { cookie: `${hostCookieName(cityId, 'office', 'session')}=${token}`, sessionId, staffId: person.id }
}
