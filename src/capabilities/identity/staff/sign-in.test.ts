import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { mostFailures } from './throttle.ts'
import { stepOf, totpCode } from './totp.ts'

let town: TestTown
let now: Date
beforeAll(async () => {
  town = await startTown()
  now = town.office.clock.now()
})
beforeEach(async () => {
  now = new Date(now.getTime() + 3_600_000)
  town.office.clock.set(now)
  await sql`delete from sign_in_throttle`.execute(town.office.db.city('yanai'))
})
afterAll(async () => {
  await town.close()
})

const session = '__Host-yanagi-yanai-office-session'
const aoki = { number: 'S001', password: 'mihon-no-aikotoba-aoki', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }
const wait = (ms: number): void => {
  now = new Date(now.getTime() + ms)
  town.office.clock.set(now)
}
const code = (secret = aoki.secret, offset = 0): string => totpCode(secret, stepOf(now) + offset)

async function signIn(
  browser: TestBrowser,
  typed: Partial<Record<'number' | 'password' | 'code', string>> = {},
): Promise<TestPage> {
  const page = await browser.get(town.url('office', '/sign-in?to=/me'))
  if (page.path === '/me') return page
  return browser.submit(page, { number: aoki.number, password: aoki.password, code: code(), ...typed }, '/sign-in')
}

describe('庁内にサインイン', () => {
  it('takes number, password and code, and goes on to where the person wanted', async () => {
    const browser = new TestBrowser()
    const me = await signIn(browser)
    expect(me.path).toBe('/me')
    expect(me.text).toContain('青木 さくら')
    expect(me.text).toContain('給付係 主事')
  })

  it('takes wide letters in the number and small ones', async () => {
    expect((await signIn(new TestBrowser(), { number: ' ｓ００１ ' })).path).toBe('/me')
  })

  it('sends a stranger to the sign-in page and back, and nobody to another site', async () => {
    const browser = new TestBrowser()
    const page = await browser.get(town.url('office', '/me?x=1'))
    expect(page.path).toBe('/sign-in?to=%2Fme%3Fx%3D1')
    const hostile = await browser.get(town.url('office', '/sign-in?to=//evil.example'))
    const after = await browser.submit(
      hostile,
      { number: aoki.number, password: aoki.password, code: code() },
      '/sign-in',
    )
    expect(new URL(after.url).origin).toBe(town.city.origins.office)
  })

  it('says one sentence for a wrong number, password, code, or none at all', async () => {
    const plain = (page: TestPage, number: string): string =>
      page.text.replaceAll(number, '').replace(/value="[\w-]{43}"|csrf="[\w-]{43}"/g, '')
    const pages = [
      plain(await signIn(new TestBrowser(), { number: 'S999' }), 'S999'),
      plain(await signIn(new TestBrowser(), { password: 'wrong-password-here' }), 'S001'),
      plain(await signIn(new TestBrowser(), { code: code() === '000000' ? '111111' : '000000' }), 'S001'),
      plain(await signIn(new TestBrowser(), { number: '', password: '', code: '' }), 'S001'),
    ]
    expect(pages[0]).toContain('組み合わせを確かめられません')
    // The demo people stand below with their numbers; apart from what was typed the pages are the same.
    const withoutDemo = pages.map((page) =>
      page.slice(0, page.indexOf('見本の職員で入る')).replaceAll('S001', '').replaceAll('value=""', 'value'),
    )
    for (const page of withoutDemo) expect(page).toBe(withoutDemo[0])
  })

  it('takes no harm from NUL, lone halves of characters and very long texts', async () => {
    for (const hostile of ['\u0000', 'S001\u0000', '\ud800', 'S'.repeat(5000), "' or 1=1 --"]) {
      await sql`delete from sign_in_throttle`.execute(town.office.db.city('yanai'))
      expect((await signIn(new TestBrowser(), { number: hostile, password: hostile, code: hostile })).status).toBe(422)
    }
  })

  it('spends the work of a password on every number, so that time tells nothing apart', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let n = 0; n < 6; n += 1) {
      for (const [who, number] of [
        ['known', 'S002'],
        ['unknown', `S9${String(n).padStart(2, '0')}`],
      ] as const) {
        await sql`delete from sign_in_throttle`.execute(town.office.db.city('yanai'))
        const browser = new TestBrowser()
        const page = await browser.get(town.url('office', '/sign-in'))
        const began = performance.now()
        await browser.submit(page, { number, password: 'wrong-password-here', code: '000000' }, '/sign-in')
        times[who].push(performance.now() - began)
      }
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
    // Without the work for an unknown number the difference would be the whole hash, some tens of milliseconds.
    expect(median(times.unknown)).toBeGreaterThan(median(times.known) * 0.4)
    expect(median(times.unknown)).toBeLessThan(median(times.known) * 2.5)
  }, 60_000)

  it('counts a code once, also when it is sent twice at the same moment, and never an earlier one after', async () => {
    const used = code()
    const browsers = [new TestBrowser(), new TestBrowser()]
    const results = await Promise.all(browsers.map((browser) => signIn(browser, { code: used })))
    expect(results.filter((page) => page.path === '/me').length).toBe(1)
    const again = await signIn(new TestBrowser(), { code: used })
    expect(again.text).toContain('もう使われました')
    expect((await signIn(new TestBrowser(), { code: code(aoki.secret, -1) })).text).toContain('もう使われました')
    expect((await signIn(new TestBrowser(), { code: code(aoki.secret, 1) })).path).toBe('/me')
  })

  it('takes a code of the half minute before or after, and no other', async () => {
    expect((await signIn(new TestBrowser(), { code: code(aoki.secret, -2) })).status).toBe(422)
    expect((await signIn(new TestBrowser(), { code: code(aoki.secret, 2) })).status).toBe(422)
    expect((await signIn(new TestBrowser(), { code: code(aoki.secret, -1) })).path).toBe('/me')
  })

  it('makes strangers wait longer and longer, for numbers that nobody has as well', async () => {
    for (const number of ['S001', 'S998']) {
      const wrong = { number, password: 'wrong-password-here', code: '000000' }
      for (let n = 0; n < 5; n += 1) expect((await signIn(new TestBrowser(), wrong)).status).toBe(422)
      const refused = await signIn(new TestBrowser(), wrong)
      expect(refused.status).toBe(429)
      expect(refused.headers.get('retry-after')).toBe('2')
      wait(2000)
      expect((await signIn(new TestBrowser(), wrong)).status).toBe(422)
      expect((await signIn(new TestBrowser(), wrong)).headers.get('retry-after')).toBe('4')
    }
  })

  it('never locks a person out of their own device, however often strangers guess', async () => {
    const mine = new TestBrowser()
    await signIn(mine)
    await mine.submit(await mine.get(town.url('office', '/me')), {}, '/sign-out')
    const db = town.office.db.city('yanai')
    await signIn(new TestBrowser(), { password: 'wrong-password-here' })
    await sql`update sign_in_throttle set failures = ${mostFailures - 1}`.execute(db)
    await signIn(new TestBrowser(), { password: 'wrong-password-here' })
    wait(60_000)
    const stranger = await signIn(new TestBrowser())
    expect(stranger.status).toBe(422)
    expect(stranger.text).toContain('知らない端末からのサインインを止めています')
    expect((await signIn(mine)).path).toBe('/me')
    wait(60_000)
    expect((await signIn(new TestBrowser())).path).toBe('/me')
  })

  it('forgets a known device that fails a hundred times', async () => {
    const stolen = new TestBrowser()
    const me = await signIn(stolen)
    await stolen.submit(me, {}, '/sign-out')
    const wrong = { password: 'wrong-password-here' }
    await signIn(stolen, wrong)
    const db = town.office.db.city('yanai')
    await sql`update sign_in_throttle set failures = ${mostFailures - 1}`.execute(db)
    const before = await sql`select from staff_device`.execute(db)
    await signIn(stolen, wrong)
    const after = await sql`select from staff_device`.execute(db)
    expect(after.rows.length).toBe(before.rows.length - 1)
  })

  it('counts tries at the same moment one by one', async () => {
    const wrong = { password: 'wrong-password-here' }
    const pages = await Promise.all(Array.from({ length: 12 }, () => signIn(new TestBrowser(), wrong)))
    expect(pages.filter((page) => page.status === 422).length).toBe(5)
    expect(pages.filter((page) => page.status === 429).length).toBe(7)
  })

  it('gives a fresh cookie at each sign-in and ends the session before it', async () => {
    const browser = new TestBrowser()
    browser.cookies.set(session, 'A'.repeat(43))
    await signIn(browser)
    const first = browser.cookies.get(session) ?? ''
    expect(first).not.toBe('A'.repeat(43))
    const page = await new TestBrowser().get(town.url('office', '/sign-in'))
    const copy = browser.copy()
    copy.cookies.delete(session)
    wait(30_000)
    await signIn(copy)
    expect(page.status).toBe(200)
    const out = browser.copy()
    const me = await out.get(town.url('office', '/me'))
    expect(me.path).toBe('/me')
    await out.submit(me, {}, '/sign-out')
    expect((await browser.get(town.url('office', '/me'))).path).toBe('/sign-in?to=%2Fme')
  })

  it('ends after half an hour without use and after ten hours in any case', async () => {
    const browser = new TestBrowser()
    await signIn(browser)
    const path = async (): Promise<string> => {
      const page = await browser.get(town.url('office', '/me'))
      await new Promise((resolve) => setTimeout(resolve, 40))
      return page.path
    }
    for (let minutes = 0; minutes < 29 * 20; minutes += 29) {
      wait(29 * 60_000)
      expect(await path()).toBe('/me')
    }
    wait(20 * 60_000)
    expect(await path()).toBe('/sign-in?to=%2Fme')
    const idle = new TestBrowser()
    await signIn(idle)
    wait(30 * 60_000)
    expect((await idle.get(town.url('office', '/me'))).path).toBe('/sign-in?to=%2Fme')
  })

  it('is of no use in the other city, and the other city’s people are not known here', async () => {
    const browser = new TestBrowser()
    await signIn(browser)
    const other = new TestBrowser()
    other.cookies.set(session, browser.cookies.get(session) ?? '')
    other.cookies.set('__Host-yanagi-mihon-office-session', browser.cookies.get(session) ?? '')
    expect((await other.get(town.otherUrl('office', '/me'))).path).toBe('/sign-in?to=%2Fme')
  })

  it('stays when the same browser goes to the other city on the same host', async () => {
    const browser = new TestBrowser()
    await signIn(browser)
    const page = await browser.get(town.otherUrl('office', '/sign-in'))
    const wrong = await browser.submit(page, { number: 'S001', password: 'wrong-password-here', code: '' }, '/sign-in')
    expect(wrong.text).not.toContain('ページが古くなっていました')
    expect((await browser.get(town.url('office', '/me'))).path).toBe('/me')
  })

  it('refuses a stale form and says so, and a program without a session gets 401', async () => {
    const browser = new TestBrowser()
    const foreign = await new TestBrowser().get(town.url('office', '/sign-in'))
    const page = await browser.submit(foreign, { number: 'S001', password: aoki.password, code: code() }, '/sign-in')
    expect(page.text).toContain('ページが古くなっていました')
    const answer = await fetch(town.url('office', '/me'), { headers: { accept: 'application/json' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('the demo people', () => {
  it('come in by one button, through the real check', async () => {
    const browser = new TestBrowser()
    const first = await browser.get(town.url('office', '/sign-in?to=/me'))
    expect(first.text).toContain('見本の職員で入る')
    const after = await browser.submit(first, { person: 'S002' }, '/sign-in/demo')
    expect(after.path).toBe('/me')
    expect(after.text).toContain('石田 隆')
  })

  it('are not offered, and not taken, where demonstrations are off', async () => {
    const real = await startTown({ demo: false })
    try {
      const browser = new TestBrowser()
      const page = await browser.get(real.url('office', '/sign-in'))
      expect(page.text).not.toContain('見本の職員で入る')
      expect(page.text).not.toContain('mihon-no-aikotoba')
      const csrf = page.forms()[0]?.hidden.csrf ?? ''
      const refused = await browser.post(real.url('office', '/sign-in/demo'), { csrf, person: 'S001' })
      expect(refused.status).toBe(422)
      expect(browser.cookies.has(session)).toBe(false)
    } finally {
      await real.close()
    }
  })
})
