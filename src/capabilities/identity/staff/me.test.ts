import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { TestPasskey } from '../test-support/passkey.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { stepOf, totpCode } from './totp.ts'

let town: TestTown
let now: Date
beforeAll(async () => {
  town = await startTown()
  now = town.office.clock.now()
})
afterAll(async () => {
  await town.close()
})

const session = '__Host-yanagi-yanai-office-session'
const secrets: Readonly<Record<string, string>> = {
  S001: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  S003: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK',
}
/** Three minutes later: the codes of before are over, a proof of before still counts. */
function later(minutes = 3): void {
  now = new Date(now.getTime() + minutes * 60_000)
  town.office.clock.set(now)
}

async function signIn(number: string, password?: string, secret = secrets[number]): Promise<TestBrowser> {
  later()
  const browser = new TestBrowser()
  const page = await browser.get(town.url('office', '/sign-in?to=/me'))
  if (password === undefined) await browser.submit(page, { person: number }, '/sign-in/demo')
  else await browser.submit(page, { number, password, code: totpCode(secret ?? '', stepOf(now)) }, '/sign-in')
  return browser
}

const me = (browser: TestBrowser): Promise<TestPage> => browser.get(town.url('office', '/me'))

describe('パスワードを変える', () => {
  it('changes it, ends the other sessions, and the old one works no more', async () => {
    const other = await signIn('S001')
    const mine = await signIn('S001')
    const page = await mine.submit(
      await me(mine),
      { password: 'きょうは庭の柿を三つ食べました', again: 'きょうは庭の柿を三つ食べました' },
      '/me/password',
    )
    expect(page.text).toContain('保存しました')
    expect((await me(other)).path).toContain('/sign-in')
    expect((await me(mine)).path).toBe('/me')
    expect((await me(await signIn('S001', 'mihon-no-aikotoba-aoki'))).path).toContain('/sign-in')
    expect((await me(await signIn('S001', 'きょうは庭の柿を三つ食べました'))).path).toBe('/me')
  })

  it('says what to put right, and changes nothing', async () => {
    const browser = await signIn('S002')
    for (const [password, again, sentence] of [
      ['short', 'short', '15文字以上'],
      ['passwordpassword', 'passwordpassword', 'よく使われていて'],
      ['きょうは庭の柿を三つ食べました', 'きょうは庭の柿を四つ食べました', '同じパスワード'],
    ] as const) {
      const page = await browser.submit(await me(browser), { password, again }, '/me/password')
      expect(page.status).toBe(422)
      expect(page.text).toContain(sentence)
    }
    expect((await me(await signIn('S002', 'mihon-no-aikotoba-ishida', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU'))).path).toBe(
      '/me',
    )
  })

  it('asks again who it is a quarter of an hour after the sign-in', async () => {
    const browser = await signIn('S003')
    const form = await me(browser)
    later(16)
    const prove = await browser.submit(
      form,
      { password: 'きょうは庭の柿を三つ食べました', again: 'きょうは庭の柿を三つ食べました' },
      '/me/password',
    )
    expect(prove.path).toBe('/me/prove?to=%2Fme')
    const wrong = await browser.submit(prove, { password: 'wrong-password-here', code: '000000' }, '/me/prove')
    expect(wrong.status).toBe(422)
    const right = await browser.submit(
      wrong,
      { password: 'mihon-no-aikotoba-ueno', code: totpCode(secrets.S003 ?? '', stepOf(now)) },
      '/me/prove',
    )
    expect(right.path).toBe('/me')
    expect((await browser.get(town.url('office', '/me/totp'))).path).toBe('/me/totp')
  })
})

describe('認証アプリを入れかえる', () => {
  it('takes the new one when its code fits, and the old one works no more', async () => {
    const browser = await signIn('S003')
    let page = await browser.get(town.url('office', '/me/totp'))
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1] ?? '').replaceAll(' ', '')
    expect(secret).toHaveLength(32)
    page = await browser.submit(page, { code: '000000' }, '/me/totp')
    expect(page.status).toBe(422)
    expect(page.text.replaceAll(' ', '')).toContain(secret)
    page = await browser.submit(page, { code: totpCode(secret, stepOf(now)) }, '/me/totp')
    expect(page.path).toBe('/me?done=saved')
    expect((await me(await signIn('S003', 'mihon-no-aikotoba-ueno'))).path).toContain('/sign-in')
    expect((await me(await signIn('S003', 'mihon-no-aikotoba-ueno', secret))).path).toBe('/me')
  })

  it('takes no secret that another session’s page carried', async () => {
    const [mine, theirs] = [await signIn('S004'), await signIn('S005')]
    const page = await theirs.get(town.url('office', '/me/totp'))
    const foreign = page.forms().find((form) => form.action === '/me/totp')?.hidden.secret ?? ''
    const own = await mine.get(town.url('office', '/me/totp'))
    const answer = await mine.submit(own, { secret: foreign, code: '000000' }, '/me/totp')
    expect(answer.path).toBe('/me/totp')
  })
})

describe('サインインしている端末', () => {
  it('are listed, and one’s own can be ended at once, nobody else’s', async () => {
    const [lost, mine, other] = [await signIn('S005'), await signIn('S005'), await signIn('S004')]
    const page = await me(mine)
    expect(page.text).toContain('この端末')
    const end = page.forms().find((form) => form.action.endsWith('/end'))?.action ?? ''
    const theirs = await me(other)
    await other.post(new URL(end, town.url('office', '/')).href, { csrf: theirs.forms()[0]?.hidden.csrf ?? '' })
    expect((await me(lost)).path).toBe('/me')
    expect((await mine.submit(page, {}, end)).text).toContain('終わらせました')
    expect((await me(lost)).path).toContain('/sign-in')
    expect((await me(mine)).path).toBe('/me')
  })
})

describe('パスキー', () => {
  const json = async (
    browser: TestBrowser,
    path: string,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown>; cookie: string | undefined }> => {
    const answer = await fetch(town.url('office', path), {
      method: 'POST',
      headers: {
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/json',
        accept: 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify(body),
    })
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${session}=`))
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, cookie }
  }
  const csrfOf = (page: TestPage): string => page.forms()[0]?.hidden.csrf ?? ''

  async function register(browser: TestBrowser, passkey: TestPasskey): Promise<number> {
    const csrf = csrfOf(await me(browser))
    const options = await json(browser, '/me/passkeys/options', { csrf })
    const answer = await json(browser, '/me/passkeys/registration', {
      csrf,
      label: '窓口のパソコン',
      response: passkey.register(String(options.body.challenge)),
    })
    return answer.status
  }

  async function signInWith(passkey: TestPasskey, browser = new TestBrowser(), challenge?: string) {
    const csrf = csrfOf(await browser.get(town.url('office', '/sign-in')))
    const options = await json(browser, '/sign-in/passkey/options', { csrf })
    return json(browser, '/sign-in/passkey', {
      csrf,
      to: '/me',
      response: passkey.signIn(challenge ?? String(options.body.challenge)),
    })
  }

  it('is registered and signs in, alone', async () => {
    const browser = await signIn('S004')
    const passkey = new TestPasskey(town.city.origins.office ?? '')
    expect(await register(browser, passkey)).toBe(200)
    expect((await me(browser)).text).toContain('窓口のパソコン')
    const signed = await signInWith(passkey)
    expect(signed.status).toBe(200)
    expect(signed.body.to).toBe('/me')
    const fresh = new TestBrowser()
    fresh.cookies.set(session, /=([^;]+)/.exec(signed.cookie ?? '')?.[1] ?? '')
    expect((await me(fresh)).text).toContain('江藤 緑')
  })

  it('is refused for another question, another site, without the person’s check, and when it is unknown', async () => {
    const browser = await signIn('S005')
    const origin = town.city.origins.office ?? ''
    const passkey = new TestPasskey(origin)
    expect(await register(browser, passkey)).toBe(200)
    expect((await signInWith(passkey, new TestBrowser(), 'x'.repeat(43))).status).toBe(422)
    expect((await signInWith(new TestPasskey(origin))).status).toBe(422)
    expect(await register(browser, new TestPasskey('https://evil.example'))).toBe(422)
    expect(await register(browser, new TestPasskey(origin, { verified: false }))).toBe(422)
  })

  it('answers a question once', async () => {
    const browser = await signIn('S004')
    const passkey = new TestPasskey(town.city.origins.office ?? '')
    await register(browser, passkey)
    const stranger = new TestBrowser()
    const csrf = csrfOf(await stranger.get(town.url('office', '/sign-in')))
    const options = await json(stranger, '/sign-in/passkey/options', { csrf })
    const response = passkey.signIn(String(options.body.challenge))
    expect((await json(stranger, '/sign-in/passkey', { csrf, response })).status).toBe(200)
    expect((await json(stranger, '/sign-in/passkey', { csrf, response })).status).toBe(422)
  })

  it('can be taken away, and then signs in no more', async () => {
    const browser = await signIn('S004')
    const passkey = new TestPasskey(town.city.origins.office ?? '')
    await register(browser, passkey)
    const page = await me(browser)
    const mine = page.forms().filter((form) => form.action === '/me/passkeys/removal')
    for (const form of mine) await browser.post(town.url('office', form.action), form.hidden)
    expect((await signInWith(passkey)).status).toBe(422)
  })

  it('takes no broken or foreign JSON', async () => {
    const browser = new TestBrowser()
    await browser.get(town.url('office', '/sign-in'))
    expect((await json(browser, '/sign-in/passkey/options', { csrf: 'wrong' })).status).toBe(403)
    expect((await json(browser, '/sign-in/passkey', { csrf: 1 })).status).toBe(422)
  })
})

describe('登録用のリンク', () => {
  async function link(): Promise<{ path: string; staffId: string }> {
    const admin = await signIn('S004')
    const rows = await sql<{ id: string }>`select id from staff_member where staff_number = 'S002'`.execute(
      town.office.db.city('yanai'),
    )
    const staffId = rows.rows[0]?.id ?? ''
    const page = await admin.get(town.url('office', `/organisation/people/${staffId}`))
    const made = await admin.submit(page, {}, `/organisation/people/${staffId}/enrolment`)
    return { path: /\/enrol\/[\w-]{43}/.exec(made.text)?.[0] ?? '', staffId }
  }

  it('sets password and app once; then the person signs in with them, and whoever was in is out', async () => {
    const before = await signIn('S002')
    const { path } = await link()
    const browser = new TestBrowser()
    let page = await browser.get(town.url('office', path))
    expect(page.text).toContain('石田 隆さん')
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1] ?? '').replaceAll(' ', '')
    page = await browser.submit(
      page,
      { password: 'ishida takashi no himitsu', again: 'ishida takashi no himitsu', code: '000000' },
      path,
    )
    expect(page.status).toBe(422)
    page = await browser.submit(
      page,
      { password: 'aoi umi to shiroi kumo', again: 'aoi umi to shiroi kumo', code: totpCode(secret, stepOf(now)) },
      path,
    )
    expect(page.text).toContain('登録しました')
    expect((await me(before)).path).toContain('/sign-in')
    expect((await new TestBrowser().get(town.url('office', path))).status).toBe(410)
    expect((await me(await signIn('S002', 'aoi umi to shiroi kumo', secret))).path).toBe('/me')
  })

  it('ends after three days, when a newer one is made, and is not guessed', async () => {
    const first = await link()
    const second = await link()
    expect((await new TestBrowser().get(town.url('office', first.path))).status).toBe(410)
    expect((await new TestBrowser().get(town.url('office', second.path))).status).toBe(200)
    later(3 * 24 * 60)
    expect((await new TestBrowser().get(town.url('office', second.path))).status).toBe(410)
    for (const token of ['x', 'A'.repeat(43), '%00', '..%2f..']) {
      expect((await new TestBrowser().get(town.url('office', `/enrol/${token}`))).status).toBe(410)
    }
  })
})
