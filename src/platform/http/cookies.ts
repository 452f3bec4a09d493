import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Surface } from '../capability.ts'
import type { WebEnv } from './web-env.ts'

/**
 * The whole name of a cookie: city and surface (and with it the zone) are part of it, since browsers do not separate
 * cookies by port, and a demonstration has several cities on one host. With the `__Host-` prefix: Secure, path `/`, no
 * domain. Browsers take those over plain HTTP from loopback only, so a real installation needs HTTPS in front.
 */
export function hostCookieName(cityId: string, surface: Surface, what: string): string {
  return `__Host-yanagi-${cityId}-${surface}-${what}`
}

/** What the browser keeps as `what` for the city and the surface of this request. */
export function readHostCookie(c: Context<WebEnv>, what: string): string | undefined {
  const known = read.get(c) ?? getCookie(c)
  read.set(c, known)
  const name = nameOf(c, what)
  return Object.hasOwn(known, name) ? known[name] : undefined
}

/** A request is asked for several of its cookies: they are taken apart once. */
const read = new WeakMap<Context<WebEnv>, Readonly<Record<string, string>>>()

/** Lets the browser keep `what` for the city and the surface of this request. */
export function setHostCookie(
  c: Context<WebEnv>,
  what: string,
  value: string,
  options: { readonly maxAgeSeconds?: number; readonly sameSite?: 'Lax' | 'Strict' } = {},
): void {
  setCookie(c, nameOf(c, what), value, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: options.sameSite ?? 'Lax',
    ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
  })
}

/** Lets the browser forget `what` of the city and the surface of this request. */
export function clearHostCookie(c: Context<WebEnv>, what: string): void {
  setCookie(c, nameOf(c, what), '', { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 0 })
}

function nameOf(c: Context<WebEnv>, what: string): string {
  return hostCookieName(c.get('city').id, c.get('surface'), what)
}
