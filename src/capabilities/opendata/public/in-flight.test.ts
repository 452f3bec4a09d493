import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { WebEnv } from '../../../platform/http/index.ts'
import { limitPrograms } from './in-flight.ts'

/** Answers only when it is let go. */
function slowCity(networkOf: (n: number) => string) {
  let go: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  let asked = 0
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('city', { id: 'yanai' } as never)
    c.set('clientNetwork', networkOf(asked++))
    await next()
  })
  limitPrograms(app)
  app.get('/ogc/collections', async (c) => {
    await gate
    return c.text('there')
  })
  return {
    ask: (count: number) => Array.from({ length: count }, () => app.request('/ogc/collections')),
    go: () => go(),
  }
}

test.each([
  ['one network', () => 'a', 24],
  ['many networks', (n: number) => `n${n}`, 64],
])(
  '%s: so many at the same time are answered, more are told when to come again, and then they may',
  async (_, networkOf, most) => {
    const city = slowCity(networkOf)
    const asking = city.ask(most + 5)
    const refused = await Promise.all(asking.slice(most))
    expect(refused.map(({ status }) => status)).toEqual(Array(5).fill(429))
    expect(refused[0]?.headers.get('retry-after')).toBe('2')
    expect(await refused[0]?.json()).toMatchObject({ code: 'TooManyRequests' })
    city.go()
    for (const answer of await Promise.all(asking.slice(0, most))) expect(answer.status).toBe(200)
    expect((await Promise.all(city.ask(1)))[0]?.status).toBe(200)
  },
)
