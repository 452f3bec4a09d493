import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/**
 * Cookies with the `__Host-` prefix: Secure, path `/`, no domain. Browsers take them over plain HTTP from loopback only,
 * so a real installation needs HTTPS in front. The name carries the surface, since ports do not separate cookies.
 */
export function readHostCookie(c: Context, name: string): string | undefined {
  return getCookie(c, `__Host-${name}`)
}

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
