import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'

/** Longest life of an assertion, and how far clocks may be apart, in seconds. */
const mostSeconds = 300
const skewSeconds = 60

const header = z.object({
  alg: z.enum(['EdDSA', 'ES256', 'RS256']),
  kid: z.string().optional(),
  typ: z.string().optional(),
  crit: z.undefined().optional(),
})
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  jti: z.string().min(8).max(200),
})

export interface Assertion {
  readonly clientId: string
  readonly jti: string
  readonly expiresAt: Date
}

/** Whom an assertion names, before anything of it is believed: to find the key that has to have signed it. */
export function namedInAssertion(jwt: string): string | undefined {
  const read = claims.safeParse(part(jwt, 1))
  return read.success ? read.data.sub : undefined
}

/**
 * Checks a client's assertion (RFC 7523, section 3): signed by one of its keys, about itself, for this token endpoint, short
 * and within its time. That it counts once is the caller's to see (`jti`).
 */
export function readAssertion(
  jwt: string,
  keys: readonly Readonly<Record<string, unknown>>[],
  audiences: readonly string[],
  now: Date,
): Assertion | undefined {
  const head = header.safeParse(part(jwt, 0))
  const body = claims.safeParse(part(jwt, 1))
  if (!head.success || !body.success) return undefined
  const at = jwt.lastIndexOf('.')
  const signature = Buffer.from(jwt.slice(at + 1), 'base64url')
  const candidates = keys.filter(({ kid }) => head.data.kid === undefined || kid === undefined || kid === head.data.kid)
  if (!candidates.some((key) => signed(head.data.alg, key, jwt.slice(0, at), signature))) return undefined
  const { iss, sub, aud, exp, nbf, iat, jti } = body.data
  const seconds = now.getTime() / 1000
  const about = iss === sub && [aud].flat().some((each) => audiences.includes(each))
  const inTime =
    exp > seconds - skewSeconds &&
    exp <= seconds + mostSeconds + skewSeconds &&
    (nbf ?? 0) <= seconds + skewSeconds &&
    (iat ?? 0) <= seconds + skewSeconds
  return about && inTime ? { clientId: sub, jti, expiresAt: new Date((exp + skewSeconds) * 1000) } : undefined
}

/** A public key that an assertion may be signed with: Ed25519, P-256, or RSA of 2048 bits and more. */
export function readPublicKey(jwk: Readonly<Record<string, unknown>>): KeyObject | undefined {
  if ('d' in jwk) return undefined
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    return algorithmOf(key) === undefined ? undefined : key
  } catch {
    return undefined
  }
}

function algorithmOf(key: KeyObject): 'EdDSA' | 'ES256' | 'RS256' | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type === 'ed25519') return 'EdDSA'
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256'
  return type === 'rsa' && (details?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined
}

/** The key decides the algorithm; what the header says has to agree with it. */
function signed(alg: string, jwk: Readonly<Record<string, unknown>>, text: string, signature: Buffer): boolean {
  const key = readPublicKey(jwk)
  if (key === undefined || algorithmOf(key) !== alg) return false
  const bytes = Buffer.from(text, 'utf8')
  if (alg === 'EdDSA') return verify(null, bytes, key, signature)
  if (alg === 'ES256') return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
  return verify('sha256', bytes, key, signature)
}

function part(jwt: string, index: number): unknown {
  const parts = jwt.split('.')
  if (parts.length !== 3 || jwt.length > 8000) return undefined
  try {
    return JSON.parse(Buffer.from(parts[index] ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
