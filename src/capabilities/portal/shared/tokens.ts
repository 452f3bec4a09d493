import { timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'

/** Keyed hashes that the portal looks things up by. Without the key, which is not in the database, they say nothing. */
export const tokens = {
  /** A mail address that was reached by a one-time code. */
  contact: (keys: KeyRing, cityId: string, email: string): Buffer =>
    keys.token(cityId, 'search', `contact\0${email.trim().toLowerCase()}`),
  /** An account, so that the office can find a person's cases without knowing the account. */
  account: (keys: KeyRing, cityId: string, accountId: string): Buffer =>
    keys.token(cityId, 'search', `account\0${accountId}`),
  /** The secret of a resume code or of a receipt, bound to the number it belongs to. */
  secret: (keys: KeyRing, cityId: string, number: string, secret: string): Buffer =>
    keys.token(cityId, 'credential', `secret\0${number}\0${secret}`),
  /** A browser without an account. */
  browser: (keys: KeyRing, cityId: string, cookie: string): Buffer =>
    keys.token(cityId, 'session', `browser\0${cookie}`),
  parked: (keys: KeyRing, cityId: string, token: string): Buffer => keys.token(cityId, 'session', `parked\0${token}`),
  attempt: (keys: KeyRing, cityId: string, what: string): Buffer => keys.token(cityId, 'session', `attempt\0${what}`),
  duplicate: (keys: KeyRing, cityId: string, procedureId: string, key: string): Buffer =>
    keys.token(cityId, 'search', `duplicate\0${procedureId}\0${key}`),
}

/** Compares two tokens in the same time wherever they differ. */
export function sameToken(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}
