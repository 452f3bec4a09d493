import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/**
 * Cookies with the `__Host-` prefix: Secure, path `/`, no domain. Browsers take them over plain HTTP from loopback only,
 * so a real installation needs HTTPS in front. The name carries the surface, since ports do not separate cookies.
 */
export function readHostCookie(c: Context, name: string): string | undefined {
  const known = read.get(c) ?? getCookie(c)
  read.set(c, known)
  return Object.hasOwn(known, `__Host-${name}`) ? known[`__Host-${name}`] : undefined
}

/** A request is asked for several of its cookies: they are taken apart once. */
const read = new WeakMap<Context, Readonly<Record<string, string>>>()

export function setHostCookie(
  c: Context,
  name: string,
  value: string,
  options: { readonly maxAgeSeconds?: number; readonly sameSite?: 'Lax' | 'Strict' } = {},
): void {
  setCookie(c, `__Host-${name}`, value, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: options.sameSite ?? 'Lax',
    ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
  })
}

export function clearHostCookie(c: Context, name: string): void {
  setCookie(c, `__Host-${name}`, '', { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 0 })
}
