import type { MiddlewareHandler } from 'hono'
import { forbidden } from './http-problem.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site started. Browsers say so in `Sec-Fetch-Site` or `Origin`; a client that sends neither
 * is no browser and has no cookies to abuse, unless it sends a cookie: then it is refused as well.
 * `exempt` paths authenticate each request by signature instead (the relay), or only read and heed no cookie (questions by POST).
 */
export function sameSiteWrites(options: { readonly exempt?: readonly string[] } = {}): MiddlewareHandler {
  return async (c, next) => {
    if (safe.has(c.req.method) || options.exempt?.some((path) => c.req.path.startsWith(path))) return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forbidden('cross-site')
    if (origin !== undefined && !sameHost(origin, c.req.header('host'))) throw forbidden('cross-site')
    if (site === undefined && origin === undefined && c.req.header('cookie') !== undefined)
      throw forbidden('cross-site')
    return next()
  }
}

/** Behind a proxy that ends TLS the scheme differs, the host does not. */
function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
