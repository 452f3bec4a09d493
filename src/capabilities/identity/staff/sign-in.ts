import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { createRateLimiter, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { deviceHash, openStaffSession } from './open-session.ts'
import { hashPassword, isOutdated, passwordMatches } from './password.ts'
import {
  findCredentials,
  forgetDevice,
  forgiveTries,
  isKnownDevice,
  replacePasswordHash,
  takeTry,
  useTotpStep,
} from './sign-in-store.ts'
import type { StaffTables } from './tables.ts'
import { isClosed, mostFailures } from './throttle.ts'
import { totpStep } from './totp.ts'

export type SignInResult =
  | { readonly ok: true }
  /** One refusal for everything that does not fit, so that nobody learns which part was right. */
  | { readonly ok: false; readonly refusal: 'wrong' }
  | { readonly ok: false; readonly refusal: 'code-used' }
  | { readonly ok: false; readonly refusal: 'wait'; readonly retryAt: Date }
  | { readonly ok: false; readonly refusal: 'closed' }

/**
 * Wrong tries from devices nobody knows, of one network over all numbers: who tries many people is slowed. A network may be
 * a whole town hall on the day of new passwords, hence the room; a known device is never slowed by its neighbours.
 */
const strangersOfNetwork = createRateLimiter({ burst: 100, perMinute: 30 })

/** A staff number as typed: wide letters converted, small letters made large; what no number holds becomes `?`. */
export function readStaffNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .slice(0, 40)
    .replace(/[^A-Z0-9-]/g, '?')
}

export interface TypedCredentials {
  readonly staffNumber: string
  readonly password: string
  readonly code: string
}

/** Signs a member of staff in by number, password and the code of their app. */
export async function signInWithPassword(
  c: Context<WebEnv>,
  services: ZoneServices,
  typed: TypedCredentials,
): Promise<SignInResult> {
  const checked = await checkPassword(c, services, typed)
  if (!checked.ok) return checked
  await openStaffSession(c, services, checked.staffId, 'password-totp')
  return { ok: true }
}

/** Checks number, password and code without signing in: the same waiting, the same single use of a code. */
export async function checkPassword(
  c: Context<WebEnv>,
  services: ZoneServices,
  typed: TypedCredentials,
): Promise<Exclude<SignInResult, { ok: true }> | { readonly ok: true; readonly staffId: string }> {
  const city = c.get('city')
  const now = c.get('now')
  const db = services.db.city<StaffTables>(city.id)
  const device = deviceHash(c)
  const known = device !== null && (await isKnownDevice(db, typed.staffNumber, device))
  const buckets = bucketsOf(services, city.id, typed.staffNumber, device)
  const bucket = known ? buckets.device : buckets.strangers

  const network = known ? undefined : c.get('clientNetwork')
  const line = `${city.id} ${network}`
  const room = network === undefined ? { ok: true as const } : strangersOfNetwork.tryTake(line, now)
  if (!room.ok) return { ok: false, refusal: 'wait', retryAt: new Date(now.getTime() + room.waitMs) }
  const taken = await takeTry(db, bucket, known ? 'known' : 'unknown', now)
  if (!taken.ok)
    return isClosed(taken.retryAt)
      ? { ok: false, refusal: 'closed' }
      : { ok: false, refusal: 'wait', retryAt: taken.retryAt }
  if (known && device !== null && taken.failures >= mostFailures) await forgetDevice(db, device)

  // Every step is made for every number, known or not: the answer and its time must not tell them apart.
  const person = await findCredentials(db, typed.staffNumber, dayOf(now))
  const matches = await passwordMatches(person?.password_hash ?? null, typed.password)
  const secret = person?.secret_box ? openTotpSecret(services, city.id, person.id, person.secret_box) : nobodysSecret
  const step = totpStep(secret, typed.code, now)
  if (person === undefined || person.secret_box === null || !matches || step === null)
    return { ok: false, refusal: 'wrong' }
  if (!(await useTotpStep(db, person.id, step))) return { ok: false, refusal: 'code-used' }

  await forgiveTries(db, [buckets.device, buckets.strangers])
  if (network !== undefined) strangersOfNetwork.giveBack(line)
  if (person.password_hash !== null && isOutdated(person.password_hash)) {
    await replacePasswordHash(db, person.id, await hashPassword(typed.password))
  }
  return { ok: true, staffId: person.id }
}

/** The counts of an account: this device's own, and the one that all strangers share. */
export function bucketsOf(services: ZoneServices, cityId: string, staffNumber: string, device: Buffer | null) {
  const bucket = (of: string): Buffer => services.keys.token(cityId, 'session', `staff-sign-in:${staffNumber}:${of}`)
  return { device: bucket(device?.toString('hex') ?? 'none'), strangers: bucket('strangers') }
}

export const totpContext = (staffId: string): string => `staff_totp:${staffId}:secret`

export function openTotpSecret(services: ZoneServices, cityId: string, staffId: string, box: Buffer): string {
  return services.keys.decrypt(cityId, 'credential', box, totpContext(staffId)).toString('utf8')
}

/** Checked against when there is nobody; its codes open nothing, since there is no person behind it. */
const nobodysSecret = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
