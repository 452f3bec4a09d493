import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'

let town: TestTown
let began: Date
beforeAll(async () => {
  town = await startTown()
  began = town.internet.clock.now()
})
beforeEach(() => {
  // Each test a week later: the limits of the day before are over.
  began = new Date(began.getTime() + 7 * 24 * 3_600_000)
  town.internet.clock.set(began)
})
afterAll(async () => {
  await town.close()
})

const session = '__Host-yanagi-yanai-portal-session'

async function ask(browser: TestBrowser, email: string, to = '/me'): Promise<TestPage> {
  const page = await browser.get(town.url('portal', `/sign-in/contact?${new URLSearchParams({ to })}`))
  return browser.submit(page, { email })
}

function newestCode(): string {
  const code = /： (\d{6})/.exec(town.internet.mail.sent.at(-1)?.text ?? '')?.[1]
  if (code === undefined) throw new Error('No mail with a code.')
  return code
}

const wrongCode = (): string => (newestCode() === '000000' ? '111111' : '000000')

describe('サインイン：メールの番号で', () => {
  it('signs in with the code from the mail and goes on to where the person wanted', async () => {
    const browser = new TestBrowser()
    const codePage = await ask(browser, 'Hanako@EXAMPLE.jp')
    expect(codePage.path).toBe('/sign-in/contact/code')
    expect(town.internet.mail.sent.at(-1)?.to).toBe('Hanako@example.jp')
    const me = await browser.submit(codePage, { code: newestCode() })
    expect(me.path).toBe('/me')
    expect(me.text).toContain('Hanako@example.jp')
    const rows = await sql<{ assurance: string; account_id: string | null }>`
      select assurance, account_id from portal_session where ended_at is null order by signed_in_at desc limit 1`.execute(
      town.internet.db.city('yanai'),
    )
    expect(rows.rows[0]).toEqual({ assurance: 'contact', account_id: null })
  })

  it('is kept when the person goes on to the card, and is not handed to another person', async () => {
    const browser = new TestBrowser()
    await browser.submit(await ask(browser, 'step-up@example.jp'), { code: newestCode() })
    const card = async (name: string, secret: string): Promise<TestPage> => {
      const choose = await browser.get(town.url('portal', '/sign-in/card?to=/me'))
      return browser.submit(await browser.get(choose.link(`${name}さん`)), { secret })
    }
    const mine = await card('見本　花子', '1234')
    expect(mine.text).toContain('見本　花子')
    expect(mine.text).toContain('step-up@example.jp')
    const other = await card('見本　太郎', '2345')
    expect(other.text).toContain('見本　太郎')
    expect(other.text).not.toContain('step-up@example.jp')
  })

  it('leads to the mails where a demonstration sends none', async () => {
    const page = await ask(new TestBrowser(), 'outbox@example.jp')
    expect(page.link('送ったことになっているメールを見る')).toBe(town.url('portal', '/demo/outbox'))
  })

  it('takes wide digits and spaces in the code', async () => {
    const browser = new TestBrowser()
    const page = await ask(browser, 'wide@example.jp')
    const wide = newestCode().replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect((await browser.submit(page, { code: ` ${wide.slice(0, 3)} ${wide.slice(3)} ` })).path).toBe('/me')
  })

  it('counts five tries; the right code after them is refused', async () => {
    const browser = new TestBrowser()
    let page = await ask(browser, 'five@example.jp')
    for (const left of [4, 3, 2, 1]) {
      page = await browser.submit(page, { code: wrongCode() })
      expect(page.status).toBe(422)
      expect(page.text).toContain(`あと${left}回`)
    }
    page = await browser.submit(page, { code: wrongCode() })
    expect(page.text).toContain('5回試したので')
    page = await browser.submit(page, { code: newestCode() })
    expect(page.text).toContain('5回試したので')
    expect(browser.cookies.has(session)).toBe(false)
  })

  it('counts a code once, also when it is sent twice at the same moment', async () => {
    const browser = new TestBrowser()
    const page = await ask(browser, 'once@example.jp')
    const code = newestCode()
    const results = await Promise.all([browser.copy(), browser.copy()].map((one) => one.submit(page, { code })))
    expect(results.map((one) => one.path).sort()).toEqual(['/me', '/sign-in/contact/code'])
    const again = await browser.submit(page, { code })
    expect(again.text).toContain('もう使われました')
  })

  it('ends after ten minutes', async () => {
    const browser = new TestBrowser()
    const page = await ask(browser, 'late@example.jp')
    town.internet.clock.set(new Date(began.getTime() + 10 * 60_000))
    expect((await browser.submit(page, { code: newestCode() })).text).toContain('時間が過ぎた')
  })

  it('can be used only where it was asked for', async () => {
    const mine = new TestBrowser()
    await ask(mine, 'mine@example.jp')
    const code = newestCode()
    const thief = new TestBrowser()
    const page = await thief.get(town.url('portal', '/sign-in/contact/code'))
    expect((await thief.submit(page, { code })).text).toContain('時間が過ぎた')
    expect(thief.cookies.has(session)).toBe(false)
  })

  it('lets only the newest mail count', async () => {
    const browser = new TestBrowser()
    await ask(browser, 'newest@example.jp')
    const first = newestCode()
    const page = await ask(browser, 'newest@example.jp')
    if (first !== newestCode()) expect((await browser.submit(page, { code: first })).status).toBe(422)
    expect((await browser.submit(page, { code: newestCode() })).path).toBe('/me')
  })

  it('sends at most three codes to an address in a quarter of an hour, whoever asks', async () => {
    for (let n = 0; n < 3; n += 1) expect((await ask(new TestBrowser(), 'flood@example.jp')).status).toBe(200)
    const sent = town.internet.mail.sent.length
    const refused = await ask(new TestBrowser(), 'FLOOD@example.jp')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBe(900)
    expect(refused.text).toContain('もう一度お試しください')
    expect(refused.text).toContain('FLOOD@example.jp')
    expect(town.internet.mail.sent.length).toBe(sent)
    expect((await ask(new TestBrowser(), 'neighbour@example.jp')).status).toBe(200)
    town.internet.clock.set(new Date(began.getTime() + 15 * 60_000))
    expect((await ask(new TestBrowser(), 'flood@example.jp')).status).toBe(200)
  })

  it('lets one browser ask for five addresses in a quarter of an hour, also all at once', async () => {
    const browser = new TestBrowser()
    await ask(browser, 'a0@example.jp')
    const rest = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask(browser.copy(), `a${n}@example.jp`)))
    expect(rest.filter((page) => page.status === 429).length).toBe(2)
  })

  it('answers the same for every address, and asks again for what is no address', async () => {
    const known = await ask(new TestBrowser(), 'hanako@example.jp')
    const unknown = await ask(new TestBrowser(), 'nobody-ever@example.jp')
    const plain = (page: TestPage): string => page.text.replace(/value="[A-Za-z0-9_-]{43}"/g, '')
    expect(plain(unknown)).toBe(plain(known))
    for (const email of [
      '',
      'hanako',
      'a@b',
      'a b@example.jp',
      'a@example.jp\r\nBcc: x@example.jp',
      `${'a'.repeat(250)}@example.jp`,
      '"a"@example.jp',
    ]) {
      const page = await ask(new TestBrowser(), email)
      expect(page.status).toBe(422)
      expect(page.text).toContain('メールアドレスを、')
      expect(page.text).toContain('href="#email"')
    }
  })

  it('refuses a form of another browser, keeps what was typed, and offers a fresh button', async () => {
    const browser = new TestBrowser()
    const foreign = await new TestBrowser().get(town.url('portal', '/sign-in/contact'))
    const page = await browser.submit(foreign, { email: 'typed@example.jp' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('ページが古くなっていました')
    expect(page.text).toContain('typed@example.jp')
    expect((await browser.submit(page, { email: 'typed@example.jp' })).path).toBe('/sign-in/contact/code')
  })

  it('refuses a post from another site', async () => {
    const answer = await fetch(town.url('portal', '/sign-in/contact'), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'email=a@example.jp',
    })
    expect(answer.status).toBe(403)
  })

  it('keeps no address readable in its tables', async () => {
    await ask(new TestBrowser(), 'secret-person@example.jp')
    const rows = await sql<{ whole: string }>`select (c.*)::text as whole from contact_code c`.execute(
      town.internet.db.city('yanai'),
    )
    const hex = Buffer.from('secret-person').toString('hex')
    for (const { whole } of rows.rows) expect(whole.includes('secret-person') || whole.includes(hex)).toBe(false)
  })

  it('speaks three languages', async () => {
    const browser = new TestBrowser()
    const easy = await browser.get(town.url('portal', '/sign-in?lang=easy'))
    expect(easy.text).toContain('サインインします')
    const en = await browser.get(town.url('portal', '/sign-in?lang=en'))
    expect(en.text).toContain('How would you like to show who you are?')
  })
})
