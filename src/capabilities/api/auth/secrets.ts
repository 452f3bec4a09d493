import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits: nobody guesses it, so a plain hash keeps it (no password is hashed here). */
export function newClientSecret(): string {
  return `ycs_${randomBytes(32).toString('base64url')}`
}

/** A signing secret in the notation of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

/** Whether a secret is one of those that count now; every comparison takes the same time. */
export function isOneOf(
  secret: string,
  known: readonly { readonly hash: string; readonly until?: string | undefined }[],
  now: Date,
): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex')
  let found = false
  for (const { hash, until } of known) {
    const counts = until === undefined || now < new Date(until)
    const kept = Buffer.from(hash, 'hex')
    const same = kept.byteLength === given.byteLength && timingSafeEqual(kept, given)
    if (same && counts) found = true
  }
  return found
}
