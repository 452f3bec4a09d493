import type { MiddlewareHandler } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'

/**
 * Public reading from any origin (Fetch, CORS protocol): no cookie counts here and nothing personal is told. What needs a
 * token gets no such header: a secret does not belong into a page.
 */
export const publicReading: MiddlewareHandler<WebEnv> = async (c, next) => {
  c.header('access-control-allow-origin', '*')
  c.header('access-control-expose-headers', 'etag, link, retry-after')
  c.header('cross-origin-resource-policy', 'cross-origin')
  await next()
}

/** The answer to a browser that asks before it reads. */
export const preflight: MiddlewareHandler<WebEnv> = async (c) => {
  c.header('access-control-allow-origin', '*')
  c.header('access-control-allow-methods', 'GET, HEAD')
  c.header('access-control-allow-headers', 'if-none-match, accept')
  c.header('access-control-max-age', '86400')
  return c.body(null, 204)
}
