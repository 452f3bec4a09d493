import { createHmac } from 'node:crypto'

/** Headers of a signed message, as Standard Webhooks names them. */
export interface SignedHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * Signs a message: HMAC-SHA256 over id, time and the exact body, with a dot between. While a secret is being rotated there is a
 * signature for each, so that a partner may change at any moment of that time.
 * @param secrets `whsec_` and base64, the newest first
 */
export function signMessage(
  message: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  at: Date,
): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const text = `${message.id}.${timestamp}.${message.body}`
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(text, 'utf8').digest('base64')}`
  })
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
