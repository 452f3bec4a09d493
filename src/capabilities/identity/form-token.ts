import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { readHostCookie, setHostCookie, type WebEnv } from '../../platform/http/index.ts'
import { hashToken, looksLikeToken, newToken, sameText } from './tokens.ts'

/** The session of the surface that is asked. */
export const sessionCookie = 'session'
/** Of a browser that has no session yet: what its forms are bound to. */
const formCookie = 'form'

const fresh = new WeakMap<Request, string>()

/**
 * The token that a form carries. It is derived from the session cookie, or from a `__Host-` form cookie made here
 * for a browser without one; so it changes at each sign-in and needs no storage. Call it before the answer is written.
 */
export function csrfToken(c: Context<WebEnv>): string {
  const bound = readHostCookie(c, sessionCookie) ?? readHostCookie(c, formCookie) ?? fresh.get(c.req.raw)
  if (looksLikeToken(bound)) return derive(bound)
  const made = newToken()
  fresh.set(c.req.raw, made)
  setHostCookie(c, formCookie, made, { sameSite: 'Lax' })
  return derive(made)
}

/**
 * Whether the posted token belongs to this browser's session or form cookie. Both count: a form that was opened
 * before a session ended (or began) is still this person's own.
 */
export function checkCsrf(c: Context<WebEnv>, posted: unknown): boolean {
  if (typeof posted !== 'string' || posted.length !== 43) return false
  return [sessionCookie, formCookie]
    .map((name) => readHostCookie(c, name))
    .some((bound) => looksLikeToken(bound) && sameText(derive(bound), posted))
}

/** Hash of what this browser's forms are bound to, to keep a question for this browser only; null without a cookie. */
export function formTokenHash(c: Context<WebEnv>): Buffer | null {
  const bound = readHostCookie(c, sessionCookie) ?? readHostCookie(c, formCookie)
  return looksLikeToken(bound) ? hashToken(bound) : null
}

function derive(bound: string): string {
  return hash('sha256', `yanagi form token\0${bound}`, 'base64url')
}
