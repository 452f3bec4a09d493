import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Scope } from '../clients/client.ts'

/** What an access token says. It is sealed with a key of the city: nobody else reads or makes it, and another city can't open it. */
export interface AccessToken {
  readonly clientId: string
  readonly scopes: readonly Scope[]
  /** Milliseconds since 1970. */
  readonly until: number
}

export const tokenSeconds = 600

export function sealToken(keys: KeyRing, cityId: string, token: AccessToken): string {
  return keys.encrypt(cityId, 'session', Buffer.from(JSON.stringify(token), 'utf8'), 'api token').toString('base64url')
}

/** Undefined when it was changed, is of another city, or its time is over. */
export function openToken(keys: KeyRing, cityId: string, text: string, now: Date): AccessToken | undefined {
  if (!/^[A-Za-z0-9_-]{60,1000}$/.test(text)) return undefined
  try {
    const plain = keys.decrypt(cityId, 'session', Buffer.from(text, 'base64url'), 'api token').toString('utf8')
    const token = JSON.parse(plain) as AccessToken
    return token.until > now.getTime() ? token : undefined
  } catch {
    return undefined
  }
}
