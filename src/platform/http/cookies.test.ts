import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { Surface } from '../capability.ts'
import type { City } from '../cities.ts'
import { clearHostCookie, hostCookieName, readHostCookie, setHostCookie } from './cookies.ts'
import type { WebEnv } from './web-env.ts'

function surfaceOf(cityId: string, surface: Surface): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('city', { id: cityId } as City)
    c.set('surface', surface)
    await next()
  })
  app.get('/in', (c) => {
    setHostCookie(c, 'session', `${cityId} ${surface}`)
    return c.text('')
  })
  app.get('/out', (c) => {
    clearHostCookie(c, 'session')
    return c.text('')
  })
  app.get('/who', (c) => c.text(readHostCookie(c, 'session') ?? 'nobody'))
  return app
}

describe('cookies', () => {
  const doors = (['yanai', 'mihon'] as const).flatMap((city) =>
    (['portal', 'office', 'simulator'] as const).map((surface) => ({ city, surface, app: surfaceOf(city, surface) })),
  )

  it('of several cities and surfaces on one host stay apart: ports do not separate them', async () => {
    const jar = new Map<string, string>()
    const visit = async (app: Hono<WebEnv>, to: string): Promise<string> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await app.request(`http://localhost${to}`, { headers: { cookie } })
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
        if (/max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return answer.text()
    }
    for (const { app } of doors) await visit(app, '/in')
    expect(jar.size).toBe(doors.length)
    for (const { app, city, surface } of doors) expect(await visit(app, '/who')).toBe(`${city} ${surface}`)
    const [first, ...rest] = doors
    if (first !== undefined) await visit(first.app, '/out')
    expect(await visit(first?.app ?? new Hono(), '/who')).toBe('nobody')
    for (const { app, city, surface } of rest) expect(await visit(app, '/who')).toBe(`${city} ${surface}`)
  })

  it('are bound to the host, and no script reads them', async () => {
    const answer = await surfaceOf('yanai', 'portal').request('http://localhost/in')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie.startsWith(`${hostCookieName('yanai', 'portal', 'session')}=`)).toBe(true)
    for (const word of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(word)
    expect(cookie).not.toContain('Domain')
  })
})
