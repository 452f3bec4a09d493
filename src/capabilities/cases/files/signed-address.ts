import { timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'

/** A link to a user's file lives for five minutes and for one person: it is no secret to keep, only a way to look now. */
const livesMs = 5 * 60_000

export interface FileAddress {
  readonly caseId: string
  readonly kind: 'attachment' | 'letter'
  readonly fileId: string
  readonly staffId: string
}

/** Path on the users' files origin. */
export function signFilePath(keys: KeyRing, cityId: string, address: FileAddress, now: Date): string {
  const until = now.getTime() + livesMs
  const parts = [address.kind, address.caseId, encodeURIComponent(address.fileId), address.staffId, String(until)]
  return `/case-files/${parts.join('/')}/${signature(keys, cityId, address, until)}`
}

/** Whether this path was made here, for this person, and is still alive. */
export function checkFilePath(
  keys: KeyRing,
  cityId: string,
  address: FileAddress,
  until: number,
  given: string,
  now: Date,
): boolean {
  if (!Number.isSafeInteger(until) || now.getTime() > until) return false
  const expected = Buffer.from(signature(keys, cityId, address, until))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function signature(keys: KeyRing, cityId: string, address: FileAddress, until: number): string {
  const text = JSON.stringify(['case-file', address.kind, address.caseId, address.fileId, address.staffId, until])
  return keys.token(cityId, 'session', text).toString('base64url')
}
