import type { Context, Hono } from 'hono'
import { createRateLimiter, notFound, type WebEnv } from '../../../platform/http/index.ts'
import { lookUpBank, lookUpPostcode } from '../../procedures/index.ts'
import type { Portal } from '../shared/portal.ts'

/** Each network has its own share: one that asks without end takes nothing from the others. */
const asker = (c: Context<WebEnv>): string => `${c.get('city').id} ${c.get('clientNetwork') ?? ''}`

/** Look-ups for the islands: public reference data, nothing about a person. Cached by the browser for a day. */
export function lookupRoutes(app: Hono<WebEnv>, _portal: Portal): void {
  const limiter = createRateLimiter({ burst: 200, perMinute: 600 })

  app.get('/lookup/postcode', (c) => {
    limiter.take(asker(c), c.get('now'))
    const found = lookUpPostcode((c.req.query('code') ?? '').slice(0, 20))
    if (found === undefined) throw notFound()
    c.header('cache-control', 'public, max-age=86400')
    return c.json({ ...found, towns: found.towns.filter((town) => town !== '') })
  })

  app.get('/lookup/bank', (c) => {
    limiter.take(asker(c), c.get('now'))
    const found = lookUpBank((c.req.query('bank') ?? '').slice(0, 20), (c.req.query('branch') ?? '').slice(0, 20))
    if (found === undefined) throw notFound()
    c.header('cache-control', 'public, max-age=86400')
    return c.json(found)
  })
}
