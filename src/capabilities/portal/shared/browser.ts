import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { tokens } from './tokens.ts'

/** The cookie lives as long as the browser is open: on a shared computer nothing stays behind. */
const cookie = 'browser'

/** Keyed hash of this browser's cookie; null when it has none. */
export function browserToken(c: Context<WebEnv>, services: ZoneServices): Buffer | null {
  const value = readHostCookie(c, cookie)
  if (value === undefined || !/^[A-Za-z0-9_-]{43}$/.test(value)) return null
  return tokens.browser(services.keys, c.get('city').id, value)
}

/** Keyed hash of this browser's cookie, which is made when there is none. */
export function ensureBrowserToken(c: Context<WebEnv>, services: ZoneServices): Buffer {
  const known = browserToken(c, services)
  if (known !== null) return known
  const value = randomBytes(32).toString('base64url')
  setHostCookie(c, cookie, value, { sameSite: 'Lax' })
  return tokens.browser(services.keys, c.get('city').id, value)
}

/** Forgets this browser: what it was granted can't be opened from it any more. */
export function forgetBrowser(c: Context<WebEnv>): void {
  clearHostCookie(c, cookie)
}
