import type { Context } from 'hono'
import * as openid from 'openid-client'
import { z } from 'zod'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { newToken } from '../tokens.ts'
import { readProfile } from './claims.ts'
import { profileContext } from './current.ts'
import { openResidentSession } from './open-session.ts'
import { type Connection, redirectUri } from './openid.ts'
import { saveProfile, upsertAccount } from './store.ts'
import type { ResidentTables } from './tables.ts'

export type CardLevel = 'jpki-auth' | 'jpki-sign'
const attemptMinutes = 15
const attemptCookie = 'card'
/** What the cookie's content is bound to, so that no other sealed text can stand in for it. */
const attemptContext = 'yanagi-portal-card'

/** What the browser keeps, encrypted, while the person is at the provider: nothing waits on the server. */
const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  level: z.enum(['jpki-auth', 'jpki-sign']),
  returnTo: z.string(),
  expiresAt: z.number(),
})

/** Begins a sign-in by card: state, nonce and PKCE verifier into an encrypted cookie, the person to the provider. */
export async function startCardSignIn(
  c: Context<WebEnv>,
  services: ZoneServices,
  connection: Connection,
  wish: { readonly level: CardLevel; readonly returnTo: string },
): Promise<URL> {
  const city = c.get('city')
  const secrets = { state: newToken(), nonce: newToken(), verifier: openid.randomPKCECodeVerifier() }
  const expiresAt = c.get('now').getTime() + attemptMinutes * 60_000
  const box = services.keys.encrypt(
    city.id,
    'session',
    Buffer.from(JSON.stringify({ ...secrets, ...wish, expiresAt })),
    attemptContext,
  )
  setHostCookie(c, attemptCookie, box.toString('base64url'), { maxAgeSeconds: attemptMinutes * 60 })
  return openid.buildAuthorizationUrl(connection.config, {
    redirect_uri: redirectUri(city),
    response_type: 'code',
    scope: 'openid name address birthdate gender',
    acr_values: wish.level,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
  })
}

export type CardRefusal =
  /** The browser has no sign-in under way: too old, another browser, or used already. */
  | 'no-attempt'
  /** The person turned back at the provider. */
  | 'cancelled'
  /** The answer does not belong to our question, or its signature, nonce or issuer is wrong. */
  | 'not-trusted'
  /** The provider answered with less than was asked for. */
  | 'too-weak'
  | 'facts-missing'

export type CardResult =
  | { readonly ok: true; readonly returnTo: string }
  | { readonly ok: false; readonly refusal: CardRefusal; readonly returnTo: string }

/** Ends a sign-in by card: checks the answer, keeps what the card said, opens a session. An attempt counts once. */
export async function finishCardSignIn(
  c: Context<WebEnv>,
  services: ZoneServices,
  connection: Connection,
): Promise<CardResult> {
  const city = c.get('city')
  const now = c.get('now')
  const mine = readAttempt(c, services)
  clearHostCookie(c, attemptCookie)
  if (mine === null || mine.expiresAt <= now.getTime()) return { ok: false, refusal: 'no-attempt', returnTo: '/' }
  const refuse = (refusal: CardRefusal): CardResult => ({ ok: false, refusal, returnTo: mine.returnTo })

  const answer = new URL(redirectUri(city))
  answer.search = new URL(c.req.url).search
  if (answer.searchParams.get('error') === 'access_denied' && answer.searchParams.get('state') === mine.state) {
    return refuse('cancelled')
  }
  const identity = await exchange(services, city.id, connection, answer, mine)
  if (identity === null) return refuse('not-trusted')
  if (!levelSuffices(identity.acr, mine.level)) return refuse('too-weak')
  const profile = readProfile(identity.facts)
  if (profile === null) return refuse('facts-missing')

  const db = services.db.city<ResidentTables>(city.id)
  const accountId = await db.transaction().execute(async (trx) => {
    const id = await upsertAccount(trx, subjectToken(services, city.id, connection.address.issuer, identity.sub), now)
    const box = services.keys.encrypt(city.id, 'profile', Buffer.from(JSON.stringify(profile)), profileContext(id))
    await saveProfile(trx, id, box, now)
    return id
  })
  await openResidentSession(c, services, { accountId, assurance: identity.acr })
  return { ok: true, returnTo: mine.returnTo }
}

/** How an account is found: a keyed hash of who said it and whom they meant. */
export function subjectToken(services: ZoneServices, cityId: string, issuer: string, subject: string): Buffer {
  return services.keys.token(cityId, 'profile', `openid:${JSON.stringify([issuer, subject])}`)
}

interface Identity {
  readonly sub: string
  readonly acr: CardLevel
  readonly facts: unknown
}

async function exchange(
  services: ZoneServices,
  cityId: string,
  connection: Connection,
  answer: URL,
  mine: z.infer<typeof attempt>,
): Promise<Identity | null> {
  try {
    const tokens = await openid.authorizationCodeGrant(connection.config, answer, {
      pkceCodeVerifier: mine.verifier,
      expectedState: mine.state,
      expectedNonce: mine.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined || (claims.acr !== 'jpki-auth' && claims.acr !== 'jpki-sign')) return null
    const facts = await openid.fetchUserInfo(connection.config, tokens.access_token, claims.sub)
    return { sub: claims.sub, acr: claims.acr, facts }
  } catch (error) {
    // The library's messages name parameters, never people; its cause may hold the answer and stays out of the log.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    services.log.warn('identity.card-answer-refused', { city: cityId, code })
    return null
  }
}

function levelSuffices(have: CardLevel, wanted: CardLevel): boolean {
  return have === wanted || have === 'jpki-sign'
}

function readAttempt(c: Context<WebEnv>, services: ZoneServices): z.infer<typeof attempt> | null {
  const box = readHostCookie(c, attemptCookie)
  if (box === undefined || box.length > 3000) return null
  try {
    const text = services.keys.decrypt(c.get('city').id, 'session', Buffer.from(box, 'base64url'), attemptContext)
    return attempt.parse(JSON.parse(text.toString('utf8')))
  } catch {
    return null
  }
}
