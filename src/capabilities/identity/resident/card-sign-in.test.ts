import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unmarkedJapanese } from '../../../../test/support/english.ts'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(async () => {
  await town.close()
})

const session = '__Host-yanagi-yanai-portal-session'
const attempt = '__Host-yanagi-yanai-portal-card'

async function chooseCard(browser: TestBrowser, name: string, start = '/sign-in/card?to=/me'): Promise<TestPage> {
  const choose = await browser.get(town.url('portal', start))
  return browser.get(choose.link(`${name}さんのカードを使う`))
}

async function holdCard(browser: TestBrowser, name: string, secret: string, start?: string): Promise<TestPage> {
  return browser.submit(await chooseCard(browser, name, start), { secret })
}

/** Stops where the provider sends the browser back to the portal, and gives that address. */
async function answerAddress(browser: TestBrowser): Promise<URL> {
  const pin = await chooseCard(browser, '見本　花子')
  const form = pin.forms()[0]
  const cookie = (): string => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = (url: string, body?: string): Promise<Response> =>
    fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: cookie(),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
  const posted = await send(pin.url, new URLSearchParams({ ...form?.hidden, secret: '1234' }).toString())
  const resume = new URL(posted.headers.get('location') ?? '', pin.url)
  const back = await send(resume.href)
  return new URL(back.headers.get('location') ?? '')
}

/** Rewrites what the portal's own cookie holds: what a tampering browser could do if it had the key. */
function rewriteAttempt(browser: TestBrowser, change: Readonly<Record<string, unknown>>): void {
  const { keys } = town.internet
  const name = 'yanagi-portal-card'
  const box = Buffer.from(browser.cookies.get(attempt) ?? '', 'base64url')
  const held = JSON.parse(keys.decrypt('yanai', 'session', box, name).toString()) as Record<string, unknown>
  const changed = keys.encrypt('yanai', 'session', Buffer.from(JSON.stringify({ ...held, ...change })), name)
  browser.cookies.set(attempt, changed.toString('base64url'))
}

describe('サインイン：マイナンバーカード（見本）で', () => {
  it('signs in over the real protocol and shows what the card said', async () => {
    const me = await holdCard(new TestBrowser(), '見本　花子', '1234')
    expect(me.status).toBe(200)
    expect(me.path).toBe('/me')
    expect(me.text).toContain('見本　花子')
    expect(me.text).toContain('平成2年4月12日')
    expect(me.text).toContain('山口県柳井市柳井123番地4　見本荘101')
    expect(me.headers.get('cache-control')).toBe('no-store')
  })

  it('marks name, birth and address as Japanese on the English page', async () => {
    const browser = new TestBrowser()
    await holdCard(browser, '見本　花子', '1234')
    const me = await browser.get(town.url('portal', '/me?lang=en'))
    expect(me.text).toContain('<span lang="ja">山口県柳井市柳井123番地4　見本荘101</span>')
    expect(unmarkedJapanese(me.text)).toEqual([])
  })

  it('keeps one account for one person, and no name in the database', async () => {
    await holdCard(new TestBrowser(), '見本　太郎', '2345')
    await holdCard(new TestBrowser(), '見本　太郎', '2345')
    const db = town.internet.db.city('yanai')
    const rows = await sql<{ whole: string }>`select (a.*)::text as whole from resident_account a`.execute(db)
    expect(rows.rows.length).toBeLessThanOrEqual(2)
    const hex = Buffer.from('太郎').toString('hex')
    for (const row of rows.rows) expect(row.whole.includes('太郎') || row.whole.includes(hex)).toBe(false)
  })

  it('gives a stronger word for the signing password, and asks for it when that is wanted', async () => {
    const browser = new TestBrowser()
    await holdCard(browser, '見本　花子', 'ABC123', '/sign-in/card?level=jpki-sign&to=/me')
    const rows = await sql<{ assurance: string }>`
      select assurance from portal_session where ended_at is null order by signed_in_at desc, assurance desc limit 1`.execute(
      town.internet.db.city('yanai'),
    )
    expect(rows.rows[0]?.assurance).toBe('jpki-sign')
  })

  it('refuses an answer of a weaker kind than was asked for', async () => {
    const browser = new TestBrowser()
    const answer = await answerAddress(browser)
    rewriteAttempt(browser, { level: 'jpki-sign' })
    const page = await browser.get(answer.href)
    expect(page.status).toBe(400)
    expect(page.text).toContain('署名用の暗証番号（英数字6〜16文字）での確認が必要です')
    expect(browser.cookies.has(session)).toBe(false)
  })
})

describe('a tampered answer of the provider', () => {
  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43)), {}],
    ['no state', (url: URL) => url.searchParams.delete('state'), {}],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'http://evil.example'), {}],
    ['no issuer', (url: URL) => url.searchParams.delete('iss'), {}],
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43)), {}],
    ['another nonce', () => {}, { nonce: 'x'.repeat(43) }],
    ['another PKCE verifier', () => {}, { verifier: 'x'.repeat(43) }],
    ['a sign-in that took too long', () => {}, { expiresAt: 0 }],
  ])('%s opens no session', async (_name, tamper, cookie) => {
    const browser = new TestBrowser()
    const answer = await answerAddress(browser)
    tamper(answer)
    if (Object.keys(cookie).length > 0) rewriteAttempt(browser, cookie)
    const page = await browser.get(answer.href)
    expect(page.status).toBe(400)
    expect(page.text).toContain('サインインできませんでした')
    expect(browser.cookies.has(session)).toBe(false)
    expect(browser.cookies.has(attempt)).toBe(false)
  })

  it('counts once: the same answer again, and in another browser, opens nothing', async () => {
    const browser = new TestBrowser()
    const answer = await answerAddress(browser)
    const thief = new TestBrowser()
    expect((await thief.get(answer.href)).status).toBe(400)
    expect((await browser.get(answer.href)).status).toBe(200)
    expect((await browser.get(answer.href)).status).toBe(400)
    const copied = browser.copy()
    copied.cookies.delete(session)
    expect((await copied.get(answer.href)).status).toBe(400)
    expect(copied.cookies.has(session)).toBe(false)
  })

  it('an attempt cookie of another kind, or a broken one, is no attempt', async () => {
    const browser = new TestBrowser()
    const answer = await answerAddress(browser)
    browser.cookies.set(attempt, 'AAAA')
    expect((await browser.get(answer.href)).status).toBe(400)
  })
})

describe('the sample cards', () => {
  it('count wrong PINs, lock after three, and stay locked with the right one', async () => {
    const browser = new TestBrowser()
    let page = await holdCard(browser, '期限　過男', '0000')
    expect(page.status).toBe(422)
    expect(page.text).toContain('あと2回でロックされます')
    page = await browser.submit(page, { secret: '0000' })
    page = await browser.submit(page, { secret: '0000' })
    expect(page.text).toContain('ロックされています')
    page = await browser.submit(page, { secret: '6789' })
    expect(page.text).toContain('ロックされています')
  })

  it('hold a card that is locked from the start, and a child’s that does not sign', async () => {
    expect((await holdCard(new TestBrowser(), '施錠　守', '4567')).text).toContain('ロックされています')
    const child = await holdCard(new TestBrowser(), '見本　小春', '5678', '/sign-in/card?level=jpki-sign&to=/me')
    expect(child.text).toContain('15歳未満')
  })

  it('take wide digits as well', async () => {
    expect((await holdCard(new TestBrowser(), '見本　花子', '１２３４')).path).toBe('/me')
  })

  it('let a person turn back', async () => {
    const browser = new TestBrowser()
    const choose = await browser.get(town.url('portal', '/sign-in/card?to=/me'))
    const page = await browser.get(choose.link('やめて市のページへもどる'))
    expect(page.status).toBe(200)
    expect(page.text).toContain('サインインをやめました')
  })

  it('are not to be had by another browser that knows the address', async () => {
    const browser = new TestBrowser()
    const choose = await browser.get(town.url('portal', '/sign-in/card?to=/me'))
    expect((await new TestBrowser().get(choose.url)).status).toBe(410)
  })

  it('are not there in a process that allows no demonstrations', async () => {
    const real = await startTown({ demo: false })
    try {
      for (const path of ['/', '/.well-known/openid-configuration', '/oidc/jwks', '/signing/x']) {
        expect((await new TestBrowser().get(real.url('simulator', path))).status).toBe(404)
      }
      expect((await new TestBrowser().get(real.url('portal', '/sign-in/card'))).status).toBe(503)
    } finally {
      await real.close()
    }
  })
})

describe('a session of the portal', () => {
  it('gets a fresh cookie at each sign-in; a planted or former one is worth nothing', async () => {
    const browser = new TestBrowser()
    browser.cookies.set(session, 'A'.repeat(43))
    await holdCard(browser, '見本　花子', '1234')
    const first = browser.cookies.get(session)
    expect(first).not.toBe('A'.repeat(43))
    await holdCard(browser, '見本　花子', '1234')
    const second = browser.cookies.get(session)
    expect(second).not.toBe(first)
    const old = new TestBrowser()
    old.cookies.set(session, first ?? '')
    expect((await old.get(town.url('portal', '/me'))).path).toBe('/sign-in?to=/me')
  })

  it('is of no use in the other city', async () => {
    const browser = new TestBrowser()
    await holdCard(browser, '見本　花子', '1234')
    const other = new TestBrowser()
    other.cookies.set(session, browser.cookies.get(session) ?? '')
    expect((await other.get(town.otherUrl('portal', '/me'))).path).toBe('/sign-in?to=/me')
  })

  it('ends after half an hour without use, slides with use, and ends after eight hours in any case', async () => {
    const { clock } = town.internet
    const began = clock.now()
    try {
      const browser = new TestBrowser()
      await holdCard(browser, '見本　花子', '1234')
      const at = async (minutes: number): Promise<string> => {
        clock.set(new Date(began.getTime() + minutes * 60_000))
        const page = await browser.get(town.url('portal', '/me'))
        await new Promise((resolve) => setTimeout(resolve, 50))
        return page.path
      }
      expect(await at(29)).toBe('/me')
      expect(await at(58)).toBe('/me')
      for (let minutes = 80; minutes < 480; minutes += 20) expect(await at(minutes)).toBe('/me')
      expect(await at(479)).toBe('/me')
      expect(await at(480)).toBe('/sign-in?to=/me')
      const idle = new TestBrowser()
      clock.set(began)
      await holdCard(idle, '見本　太郎', '2345')
      clock.set(new Date(began.getTime() + 30 * 60_000))
      expect((await idle.get(town.url('portal', '/me'))).path).toBe('/sign-in?to=/me')
    } finally {
      clock.set(began)
    }
  })

  it('ends at once by signing out, also for a copy of the cookie', async () => {
    const browser = new TestBrowser()
    const me = await holdCard(browser, '見本　花子', '1234')
    const copy = browser.copy()
    const out = await browser.submit(me, {}, '/sign-out')
    expect(out.text).toContain('サインアウトしました')
    expect(browser.cookies.has(session)).toBe(false)
    expect((await copy.get(town.url('portal', '/me'))).path).toBe('/sign-in?to=/me')
  })

  it('lets a person end the sessions on other devices, and only their own', async () => {
    const [mine, lost, neighbour] = [new TestBrowser(), new TestBrowser(), new TestBrowser()]
    await holdCard(lost, '見本　花子', '1234')
    await holdCard(neighbour, '見本　太郎', '2345')
    const me = await holdCard(mine, '見本　花子', '1234')
    expect(me.text).toMatch(/ほかに\d+台の端末で/)
    const after = await mine.submit(me, {}, '/me/other-sessions')
    expect(after.text).toContain('ほかの端末のサインインをやめました')
    expect((await lost.get(town.url('portal', '/me'))).path).toBe('/sign-in?to=/me')
    expect((await neighbour.get(town.url('portal', '/me'))).path).toBe('/me')
    expect((await mine.get(town.url('portal', '/me'))).path).toBe('/me')
  })

  it('leads to no other site after signing in', async () => {
    for (const to of ['//evil.example/', '/\\evil.example', 'https://evil.example/', '/%0d%0aSet-Cookie:x=1']) {
      const start = `/sign-in/card?${new URLSearchParams({ to })}`
      const page = await holdCard(new TestBrowser(), '見本　花子', '1234', start)
      expect(new URL(page.url).origin).toBe(town.city.origins.portal)
    }
  })

  it('keeps only hashes of its cookie', async () => {
    const browser = new TestBrowser()
    await holdCard(browser, '見本　花子', '1234')
    const token = browser.cookies.get(session) ?? ''
    const rows = await sql<{ whole: string }>`select (s.*)::text as whole from portal_session s`.execute(
      town.internet.db.city('yanai'),
    )
    const raw = Buffer.from(token, 'base64url').toString('hex')
    const text = Buffer.from(token).toString('hex')
    for (const { whole } of rows.rows) expect([token, raw, text].some((form) => whole.includes(form))).toBe(false)
  })
})
