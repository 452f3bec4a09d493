import type { Context } from 'hono'
import { readHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { sessionCookie } from '../form-token.ts'
import { hashToken, looksLikeToken } from '../tokens.ts'
import type { Assurance, Profile, ResidentSession, ResidentSessionRow } from './session.ts'
import { findSessionRow, slideSession } from './store.ts'
import type { ResidentTables } from './tables.ts'

/** How often a busy session is written down: once a minute is exact enough for a limit of half an hour. */
const slideEveryMs = 60_000

/** Hash of this request's session cookie, for `resident_session($1, $2)` in the portal's one query; null without cookie. */
export function residentTokenHash(c: Context<WebEnv>): Buffer | null {
  const token = readHostCookie(c, sessionCookie)
  return looksLikeToken(token) ? hashToken(token) : null
}

/** Session from the row that the portal read itself. Slides the idle limit in the background when it is due. */
export function residentFromRow(c: Context<WebEnv>, services: ZoneServices, row: ResidentSessionRow): ResidentSession {
  const cityId = c.get('city').id
  const now = c.get('now')
  const idleMs = row.idle_minutes * 60_000
  const idleEndsAt = new Date(Math.min(now.getTime() + idleMs, row.ends_at.getTime()))
  if (idleEndsAt.getTime() - row.idle_ends_at.getTime() > slideEveryMs) {
    slideSession(services.db.city<ResidentTables>(cityId), row.session_id, idleEndsAt).catch((error: unknown) =>
      services.log.warn('identity.session-not-slid', { city: cityId, error }),
    )
  }
  const session: ResidentSession = {
    id: row.session_id,
    cityId,
    assurance: row.assurance as Assurance,
    signedInAt: row.signed_in_at,
    idleEndsAt,
    endsAt: row.ends_at,
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
  }
  const { email_box: email, profile_box: profile, account_id: accountId } = row
  if (email !== null) openWhenAsked(session, 'email', () => openText(services, cityId, email, emailContext(session.id)))
  if (profile !== null && accountId !== null)
    openWhenAsked(
      session,
      'profile',
      () => JSON.parse(openText(services, cityId, profile, profileContext(accountId))) as Profile,
    )
  return session
}

/** Most pages and every save need neither the person's name nor their address: a box stays closed until it is asked for. */
function openWhenAsked<Name extends 'email' | 'profile'>(
  session: ResidentSession,
  name: Name,
  open: () => NonNullable<ResidentSession[Name]>,
): void {
  let opened: ResidentSession[Name] | undefined
  Object.defineProperty(session, name, {
    enumerable: true,
    get: () => {
      opened ??= open()
      return opened
    },
  })
}

const seen = new WeakMap<Request, Promise<ResidentSession | null>>()

/** The session of this request with a query of its own; null when nobody is signed in. Read once a request. */
export function currentResident(c: Context<WebEnv>, services: ZoneServices): Promise<ResidentSession | null> {
  const known = seen.get(c.req.raw)
  if (known !== undefined) return known
  const reading = readSession(c, services)
  seen.set(c.req.raw, reading)
  return reading
}

async function readSession(c: Context<WebEnv>, services: ZoneServices): Promise<ResidentSession | null> {
  const tokenHash = residentTokenHash(c)
  if (tokenHash === null) return null
  const row = await findSessionRow(services.db.city<ResidentTables>(c.get('city').id), tokenHash, c.get('now'))
  return row === undefined ? null : residentFromRow(c, services, row)
}

/** What a box is bound to, so that it can't be moved to another row. */
export const profileContext = (accountId: string): string => `resident_account:${accountId}:profile`
export const emailContext = (sessionId: string): string => `portal_session:${sessionId}:email`

function openText(services: ZoneServices, cityId: string, box: Buffer, context: string): string {
  return services.keys.decrypt(cityId, 'profile', box, context).toString('utf8')
}

/** Where to send a person who needs a first or a stronger sign-in. `to` is a path of the portal. */
export function residentSignInPath(level: 'contact' | 'jpki-auth' | 'jpki-sign', to: string): string {
  const query = new URLSearchParams({ to })
  if (level === 'contact') return `/sign-in/contact?${query}`
  if (level === 'jpki-sign') query.set('level', level)
  return `/sign-in/card?${query}`
}
