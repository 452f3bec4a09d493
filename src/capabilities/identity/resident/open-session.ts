import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { clearHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { sessionCookie } from '../form-token.ts'
import { identitySettings } from '../settings.ts'
import { hashToken, newToken } from '../tokens.ts'
import { currentResident, emailContext, residentTokenHash } from './current.ts'
import type { Assurance } from './session.ts'
import { endSession, insertSession } from './store.ts'
import type { ResidentTables } from './tables.ts'

/**
 * Begins a session: a fresh cookie at every sign-in and every step up, the former session of this browser ended in
 * the same transaction. A cookie that somebody else planted is thereby worth nothing (session fixation).
 */
export async function openResidentSession(
  c: Context<WebEnv>,
  services: ZoneServices,
  person: { readonly accountId?: string; readonly assurance: Exclude<Assurance, 'none'>; readonly email?: string },
): Promise<void> {
  const city = c.get('city')
  const now = c.get('now')
  const settings = identitySettings(city)
  const former = await currentResident(c, services)
  const formerHash = residentTokenHash(c)
  const samePerson = former !== null && (former.accountId === undefined || former.accountId === person.accountId)
  const email = person.email ?? (samePerson ? former.email : undefined)
  const token = newToken()
  const id = randomUUID()
  const endsAt = new Date(now.getTime() + settings.portalHours * 3_600_000)
  await services.db
    .city<ResidentTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      if (formerHash !== null) await endSession(trx, formerHash, 'replaced', now)
      await insertSession(trx, {
        id,
        tokenHash: hashToken(token),
        accountId: person.accountId ?? null,
        assurance: person.assurance,
        emailBox:
          email === undefined ? null : services.keys.encrypt(city.id, 'profile', Buffer.from(email), emailContext(id)),
        at: now,
        idleMinutes: settings.portalIdleMinutes,
        idleEndsAt: new Date(Math.min(now.getTime() + settings.portalIdleMinutes * 60_000, endsAt.getTime())),
        endsAt,
      })
    })
  setHostCookie(c, sessionCookie, token)
}

/** Ends this browser's session, at once and for every server. */
export async function closeResidentSession(c: Context<WebEnv>, services: ZoneServices): Promise<void> {
  const tokenHash = residentTokenHash(c)
  if (tokenHash !== null) {
    await endSession(services.db.city<ResidentTables>(c.get('city').id), tokenHash, 'signed-out', c.get('now'))
  }
  clearHostCookie(c, sessionCookie)
}
