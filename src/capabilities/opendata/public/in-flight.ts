import type { Hono } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'

/** Questions of one city that are worked on at the same time, and those of one network among them. */
const mostOfCity = 64
const mostOfNetwork = 24
/** Seconds after which a refused program may ask again. */
const askAgainAfter = 2

/** Where programs ask, and how each of them is told of a refusal in its own words. */
const doors: readonly (readonly [path: string, refusal: object])[] = [
  ...['/api/3/action/*', '/api/action/*', '/datastore/*'].map(
    (path) =>
      [
        path,
        {
          success: false,
          error: { __type: 'Too Many Requests', message: 'Too many questions at once. Ask again later' },
        },
      ] as const,
  ),
  ['/ogc/*', { code: 'TooManyRequests', description: 'Too many questions at once; ask again later' }],
  ['/opendata/all.zip', { type: 'about:blank', title: 'Too Many Requests', status: 429 }],
]

/**
 * Refuses programs with 429 while too many of their questions are under way. What counts is how many at the same time, not how often
 * somebody asks: a harvester that waits for each answer is never refused, also not at an address that a whole school has; and many addresses
 * together can't fill the room that people need.
 */
export function limitPrograms(app: Hono<WebEnv>): void {
  const underWay = new Map<string, number>()
  const leave = (key: string): void => {
    const left = (underWay.get(key) ?? 1) - 1
    if (left <= 0) underWay.delete(key)
    else underWay.set(key, left)
  }
  for (const [path, refusal] of doors)
    app.use(path, async (c, next) => {
      const city = `city ${c.get('city').id}`
      const network = `network ${c.get('city').id} ${c.get('clientNetwork') ?? ''}`
      const [all, theirs] = [underWay.get(city) ?? 0, underWay.get(network) ?? 0]
      if (all >= mostOfCity || theirs >= mostOfNetwork)
        return c.body(JSON.stringify(refusal), 429, {
          'content-type': 'application/json; charset=utf-8',
          'retry-after': String(askAgainAfter),
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'retry-after',
          'cache-control': 'no-store',
        })
      underWay.set(city, all + 1)
      underWay.set(network, theirs + 1)
      try {
        return await next()
      } finally {
        leave(city)
        leave(network)
      }
    })
}
