import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { TestPasskey } from '../test-support/passkey.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { stepOf, totpCode } from './totp.ts'

let town: TestTown
let now: Date
beforeAll(async () => {
  town = await startTown({ trustedProxies: ['127.0.0.1', '::1'] })
  now = town.office.clock.now()
})
beforeEach(async () => {
  now = new Date(now.getTime() + 3_600_000)
  town.office.clock.set(now)
  await sql`delete from sign_in_throttle`.execute(town.office.db.city('yanai'))
})
afterAll(() => town.close())

const aoki = { number: 'S001', password: 'mihon-no-aikotoba-aoki', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }
const wrong = { password: 'wrong-password-here', code: '000000' }
function from(address: string): TestBrowser {
  const browser = new TestBrowser()
  browser.forwardedFor = address
  return browser
}
async function tryWith(browser: TestBrowser, typed: Readonly<Record<string, string>>): Promise<TestPage> {
  const page = await browser.get(town.url('office', '/sign-in?to=/me'))
  return browser.submit(page, typed, '/sign-in')
}
const right = () => ({
  number: aoki.number,
  password: aoki.password,
  code: totpCode(aoki.secret, stepOf(now)),
})
const pass = (ms: number): void => {
  now = new Date(now.getTime() + ms)
  town.office.clock.set(now)
}

describe('a flood of sign-ins', () => {
  it('at one person from many addresses shuts out neither their own device nor their passkey', async () => {
    const mine = from('192.0.2.200')
    const me = await tryWith(mine, right())
    expect(me.path).toBe('/me')
    const passkey = new TestPasskey(town.city.origins.office ?? '')
    const post = async (browser: TestBrowser, path: string, body: unknown) => {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(town.url('office', path), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, origin: new URL(town.url('office', '/')).origin },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    const csrf = me.forms()[0]?.hidden.csrf ?? ''
    const question = await post(mine, '/me/passkeys/options', { csrf })
    const response = passkey.register(String(question.body.challenge))
    expect((await post(mine, '/me/passkeys/registration', { csrf, label: '机', response })).status).toBe(200)
    await mine.submit(await mine.get(town.url('office', '/me')), {}, '/sign-out')

    for (let n = 0; n < 30; n += 1) await tryWith(from(`198.51.100.${n}`), { ...wrong, number: aoki.number })
    pass(30_000)
    for (let n = 0; n < 5; n += 1) await tryWith(from(`203.0.113.${n}`), { ...wrong, number: aoki.number })
    expect((await tryWith(from('203.0.113.9'), right())).status).toBe(429)

    expect((await tryWith(mine, right())).path).toBe('/me')
    const elsewhere = from('203.0.113.9')
    const form = (await elsewhere.get(town.url('office', '/sign-in'))).forms()[0]?.hidden.csrf ?? ''
    const asked = await post(elsewhere, '/sign-in/passkey/options', { csrf: form })
    const signed = await post(elsewhere, '/sign-in/passkey', {
      csrf: form,
      to: '/me',
      response: passkey.signIn(String(asked.body.challenge)),
    })
    expect(signed.status).toBe(200)
  })

  it('at many people from one address is slowed, and slows no device that is known there', async () => {
    const mine = from('192.0.2.1')
    expect((await tryWith(mine, right())).path).toBe('/me')
    await mine.submit(await mine.get(town.url('office', '/me')), {}, '/sign-out')
    pass(30_000)

    const guess = (n: number) => tryWith(from('192.0.2.1'), { ...wrong, number: `S${1000 + n}` })
    const answers: TestPage[] = []
    for (let n = 0; n < 104; n += 1) answers.push(await guess(n))
    expect(answers.slice(0, 100).map((answer) => answer.status)).toEqual(Array(100).fill(422))
    const slowed = answers.slice(100)
    expect(slowed.map((answer) => answer.status)).toEqual([429, 429, 429, 429])
    expect(slowed[0]?.headers.get('retry-after')).toBe('2')
    // Another address, and the person whose device is known, do not pay for it.
    expect((await tryWith(from('192.0.2.77'), { ...wrong, number: 'S2000' })).status).toBe(422)
    expect((await tryWith(mine, right())).path).toBe('/me')
    pass(2_000)
    expect((await guess(500)).status).toBe(422)
    expect((await guess(501)).status).toBe(429)
  }, 120_000)
})
