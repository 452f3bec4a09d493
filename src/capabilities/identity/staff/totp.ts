import { Secret, TOTP } from 'otpauth'

const stepSeconds = 30

/** A fresh secret for an authenticator app: 160 bits, Base32 (RFC 6238, RFC 4226 recommends 160). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that an authenticator app reads. */
export function totpAddress(secret: string, who: string, issuer: string): string {
  return totp(secret, who, issuer).toString()
}

/** The step that a code belongs to: this one, the one before or the next (clocks differ); null when it is wrong. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const plain = code.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(plain)) return null
  const delta = totp(secret).validate({ token: plain, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : stepOf(now) + delta
}

/** The code of a step, for the demonstration only. */
export function totpCode(secret: string, step: number): string {
  return totp(secret).generate({ timestamp: step * stepSeconds * 1000 })
}

export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds)
}

function totp(secret: string, label = '', issuer = ''): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    ...(label === '' ? {} : { label }),
    ...(issuer === '' ? {} : { issuer }),
  })
}
