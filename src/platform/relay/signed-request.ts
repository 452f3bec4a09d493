import { createHash, randomBytes } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'
import { type Zone, zones } from '../zone.ts'

/** A request counts for this long around the caller's moment, and once. */
export const REQUEST_WINDOW_MS = 60_000

export interface RequestFacts {
  readonly zone: Zone
  readonly cityId: string
  readonly path: string
  readonly body: Uint8Array
}

/** Headers that prove which zone of which city asks for what, when, and that it asks for the first time. */
export function signRequest(keys: KeyRing, facts: RequestFacts, now: Date): Record<string, string> {
  const nonce = randomBytes(18).toString('base64url')
  const time = now.toISOString()
  const { keyId, signature } = keys.sign(facts.cityId, requestMessage(facts, time, nonce))
  return {
    'yanagi-zone': facts.zone,
    'yanagi-city': facts.cityId,
    'yanagi-time': time,
    'yanagi-nonce': nonce,
    'yanagi-key': keyId,
    'yanagi-signature': signature.toString('base64'),
    'content-type': 'application/octet-stream',
  }
}

export type Caller =
  | { readonly ok: true; readonly zone: Zone; readonly cityId: string; readonly nonce: string }
  | { readonly ok: false }

/** Judges the headers of a request. The caller's nonce has still to be used up. */
export function judgeRequest(
  keys: KeyRing,
  headers: Headers,
  path: string,
  body: Uint8Array,
  expected: Zone,
  now: Date,
): Caller {
  const get = (name: string) => headers.get(`yanagi-${name}`) ?? ''
  const zone = zones.find((one) => one === get('zone'))
  const time = get('time')
  const nonce = get('nonce')
  const cityId = get('city')
  const age = Math.abs(now.getTime() - Date.parse(time))
  if (
    zone !== expected ||
    !(age <= REQUEST_WINDOW_MS) ||
    !/^[\w-]{16,64}$/.test(nonce) ||
    !/^[a-z0-9]+$/.test(cityId)
  ) {
    return { ok: false }
  }
  const message = requestMessage({ zone, cityId, path, body }, time, nonce)
  const signature = Buffer.from(get('signature'), 'base64')
  return keys.verify(zone, cityId, message, get('key'), signature) ? { ok: true, zone, cityId, nonce } : { ok: false }
}

function requestMessage(facts: RequestFacts, time: string, nonce: string): Buffer {
  const body = createHash('sha256').update(facts.body).digest('hex')
  return Buffer.from(
    JSON.stringify(['yanagi-relay-1', facts.zone, facts.cityId, facts.path, time, nonce, body]),
    'utf8',
  )
}
