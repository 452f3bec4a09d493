import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Kysely } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { changeCredential, isProven } from './credentials.ts'
import type { StaffSession } from './session.ts'
import type { StaffTables } from './tables.ts'

type Db = Kysely<StaffTables>
type Purpose = 'sign-in' | 'register'
const challengeMinutes = 5

/** The office's host is the relying party; passkeys of one city's office are of no use at another's. */
function relyingParty(city: City): { readonly id: string; readonly origin: string } {
  const url = new URL(city.origins.office ?? 'http://localhost')
  return { id: url.hostname, origin: url.origin }
}

/** A question for a browser that wants to sign in. Names nobody: the passkey itself says whose it is. */
export async function signInOptions(services: ZoneServices, city: City, browserHash: Buffer, now: Date) {
  const options = await generateAuthenticationOptions({ rpID: relyingParty(city).id, userVerification: 'required' })
  await keepChallenge(services.db.city(city.id), {
    browserHash,
    purpose: 'sign-in',
    challenge: options.challenge,
    staffId: null,
    now,
  })
  return options
}

/** The person whose passkey answered the question of this browser; null for anything that does not fit. */
export async function checkSignIn(
  services: ZoneServices,
  city: City,
  answer: { readonly browserHash: Buffer; readonly response: unknown; readonly now: Date },
): Promise<string | null> {
  const db = services.db.city<StaffTables>(city.id)
  const question = await takeChallenge(db, answer.browserHash, 'sign-in', answer.now)
  const response = answer.response as AuthenticationResponseJSON | null
  if (question === null || !isCredentialId(response?.id)) return null
  const today = dayOf(answer.now)
  const known = await db
    .selectFrom('staff_passkey as k')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'k.tenant_id').onRef('m.id', '=', 'k.staff_id'),
    )
    .select(['k.credential_id', 'k.staff_id', 'k.public_key', 'k.counter'])
    .where('k.credential_id', '=', response.id)
    .where('m.begins_on', '<=', today)
    .where((eb) => eb.or([eb('m.ends_on', 'is', null), eb('m.ends_on', '>=', today)]))
    .executeTakeFirst()
  if (known === undefined) return null
  const { id, origin } = relyingParty(city)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: question.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: known.credential_id,
        publicKey: new Uint8Array(known.public_key),
        counter: Number(known.counter),
      },
    })
    if (!verified) return null
    await db
      .updateTable('staff_passkey')
      .set({ counter: authenticationInfo.newCounter, last_used_at: answer.now })
      .where('credential_id', '=', known.credential_id)
      .execute()
    return known.staff_id
  } catch (error) {
    services.log.warn('identity.passkey-refused', {
      city: city.id,
      reason: error instanceof Error ? error.name : 'unknown',
    })
    return null
  }
}

/** A question for registering a passkey of the signed-in person; null when they have to prove themselves first. */
export async function registrationOptions(services: ZoneServices, city: City, session: StaffSession, now: Date) {
  if (!isProven(session, now)) return null
  const db = services.db.city<StaffTables>(city.id)
  const known = await listPasskeys(db, session.staffId)
  const options = await generateRegistrationOptions({
    rpName: city.name,
    rpID: relyingParty(city).id,
    userName: session.staffNumber,
    userDisplayName: session.name,
    userID: new Uint8Array(Buffer.from(session.staffId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(db, {
    browserHash: Buffer.from(session.id.replaceAll('-', '').repeat(2), 'hex'),
    purpose: 'register',
    challenge: options.challenge,
    staffId: session.staffId,
    now,
  })
  return options
}

/** Keeps a new passkey; false for anything that does not fit the question. */
export async function registerPasskey(
  services: ZoneServices,
  city: City,
  session: StaffSession,
  answer: { readonly response: unknown; readonly label: string; readonly now: Date },
): Promise<boolean> {
  const db = services.db.city<StaffTables>(city.id)
  const browserHash = Buffer.from(session.id.replaceAll('-', '').repeat(2), 'hex')
  const question = await takeChallenge(db, browserHash, 'register', answer.now)
  if (question === null || question.staff_id !== session.staffId || !isProven(session, answer.now)) return false
  const { id, origin } = relyingParty(city)
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer.response as RegistrationResponseJSON,
      expectedChallenge: question.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    if (!verified) return false
    const { credential } = registrationInfo
    await changeCredential({ services, city, session, now: answer.now }, 'passkey-registered', async (trx) => {
      await trx
        .insertInto('staff_passkey')
        .values({
          credential_id: credential.id,
          staff_id: session.staffId,
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          label: answer.label.trim().slice(0, 60) || 'パスキー',
          transports: [...(credential.transports ?? [])].map(String).slice(0, 8),
          registered_at: answer.now,
        })
        .execute()
    })
    return true
  } catch (error) {
    services.log.warn('identity.passkey-refused', {
      city: city.id,
      reason: error instanceof Error ? error.name : 'unknown',
    })
    return false
  }
}

export async function listPasskeys(db: Db, staffId: string) {
  return db
    .selectFrom('staff_passkey')
    .select(['credential_id', 'label', 'transports', 'registered_at', 'last_used_at'])
    .where('staff_id', '=', staffId)
    .orderBy('registered_at')
    .execute()
}

export async function removePasskey(
  services: ZoneServices,
  city: City,
  session: StaffSession,
  credentialId: string,
  now: Date,
): Promise<void> {
  if (!isCredentialId(credentialId)) return
  await changeCredential({ services, city, session, now }, 'passkey-removed', async (trx) => {
    await trx
      .deleteFrom('staff_passkey')
      .where('staff_id', '=', session.staffId)
      .where('credential_id', '=', credentialId)
      .execute()
  })
}

/** Base64url, as browsers name passkeys; anything else is nobody's. */
function isCredentialId(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{1,1400}$/.test(text)
}

async function keepChallenge(
  db: Db,
  question: { browserHash: Buffer; purpose: Purpose; challenge: string; staffId: string | null; now: Date },
): Promise<void> {
  const facts = {
    challenge: question.challenge,
    staff_id: question.staffId,
    expires_at: new Date(question.now.getTime() + challengeMinutes * 60_000),
  }
  await db
    .insertInto('staff_challenge')
    .values({ browser_hash: question.browserHash, purpose: question.purpose, ...facts })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'browser_hash', 'purpose']).doUpdateSet(facts))
    .execute()
}

/** The question of this browser, taken away with the look at it: an answer counts once, right or wrong. */
async function takeChallenge(db: Db, browserHash: Buffer, purpose: Purpose, now: Date) {
  const row = await db
    .deleteFrom('staff_challenge')
    .where('browser_hash', '=', browserHash)
    .where('purpose', '=', purpose)
    .returning(['challenge', 'staff_id', 'expires_at'])
    .executeTakeFirst()
  return row === undefined || row.expires_at <= now ? null : row
}
