import type { Context } from 'hono'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'

/** Procedures gathered to be filed together. They say something about a life: encrypted, and gone with the browser. */
const cookie = 'basket'
const context = 'basket'
const mostCharacters = 2000
/** More than go together: what does not fit is told on the page, not dropped. */
const mostIds = 20

/** Ids of the gathered procedures, in the order in which they came. A cookie that was tampered with holds none. */
export function readBasket(c: Context<WebEnv>, services: ZoneServices): readonly string[] {
  const text = readHostCookie(c, cookie)
  if (text === undefined || text.length > mostCharacters || !/^[A-Za-z0-9_-]+$/.test(text)) return []
  try {
    const plain = services.keys.decrypt(c.get('city').id, 'session', Buffer.from(text, 'base64url'), context)
    return plain
      .toString('utf8')
      .split(' ')
      .filter((id) => id !== '')
  } catch {
    return []
  }
}

/** Keeps exactly these, each once. */
export function keepBasket(c: Context<WebEnv>, services: ZoneServices, ids: readonly string[]): void {
  const kept = [...new Set(ids)].slice(0, mostIds)
  if (kept.length === 0) {
    clearHostCookie(c, cookie)
    return
  }
  const box = services.keys.encrypt(c.get('city').id, 'session', Buffer.from(kept.join(' '), 'utf8'), context)
  setHostCookie(c, cookie, box.toString('base64url'), { sameSite: 'Lax' })
}
