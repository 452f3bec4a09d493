import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineCapability } from '../../../platform/capability.ts'
import { readCityPeople } from '../seeds/city-people.ts'
import { demoCard } from '../simulator/cards.ts'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { findSignedDocument, startSigning, startSigningAll } from './signing.ts'

const text = '児童手当 認定請求\n申請者　見本　花子\n口座　見本銀行\n'

/** A stand-in for the portal: one page that starts signing, one that looks for the result. */
const caller = defineCapability({
  name: 'caller',
  japanese: '試験',
  parts: {
    internet: {
      tables: [],
      routes(app, services, surface) {
        if (surface !== 'portal') return
        app.get('/test/sign', async (c) => {
          const bytes = Buffer.from(c.req.query('text') ?? text)
          const started = await startSigning(c, services, {
            subject: 'draft-1',
            title: '児童手当',
            bytes,
            returnTo: '/test/done',
          })
          return started.ok ? c.redirect(started.redirectTo, 303) : c.json(started, 409)
        })
        app.get('/test/sign-two', async (c) => {
          const documents = ['一つ目', '二つ目'].map((each, at) => ({
            subject: `draft-two-${at}`,
            title: each,
            bytes: Buffer.from(`${each}の文面\n`),
          }))
          const started = await startSigningAll(c, services, { documents, returnTo: '/test/done' })
          return started.ok ? c.redirect(started.redirectTo, 303) : c.json(started, 409)
        })
        app.get('/test/done', async (c) => {
          const subject = c.req.query('subject') ?? 'draft-1'
          const found = await findSignedDocument(c, services, subject, Buffer.from(c.req.query('text') ?? text))
          return c.json(
            found === null
              ? null
              : { result: found.check.result, holder: found.check.holder, bytes: found.bytes.toString() },
          )
        })
      },
    },
  },
})

let town: TestTown
beforeAll(async () => {
  town = await startTown({ extra: [caller] })
})
afterAll(async () => {
  await town.close()
})

async function signedIn(name: string, pin: string): Promise<TestBrowser> {
  const browser = new TestBrowser()
  const choose = await browser.get(town.url('portal', '/sign-in/card?to=/me'))
  await browser.submit(await browser.get(choose.link(`${name}さん`)), { secret: pin })
  return browser
}

async function sign(browser: TestBrowser, name: string, secret: string): Promise<TestPage> {
  const choose = await browser.get(town.url('portal', '/test/sign'))
  return browser.submit(await browser.get(choose.link(`${name}さん`)), { secret })
}

const found = async (browser: TestBrowser, query = ''): Promise<unknown> =>
  JSON.parse((await browser.get(town.url('portal', `/test/done${query}`))).text)

describe('署名：見本のカードで', () => {
  it('signs the exact bytes that were shown, and the caller finds the checked signature', async () => {
    const browser = await signedIn('見本　花子', '1234')
    const choose = await browser.get(town.url('portal', '/test/sign'))
    const page = await browser.get(choose.link('見本　花子さん'))
    expect(page.text).toContain(text.trim().split('\n')[1])
    const done = await browser.submit(page, { secret: 'ABC123' })
    expect(done.path).toBe('/test/done')
    expect(JSON.parse(done.text)).toEqual({
      result: 'valid',
      holder: {
        name: '見本　花子',
        address: '山口県柳井市柳井123番地4　見本荘101',
        birth: '1990-04-12',
        sex: 'female',
      },
      bytes: text,
    })
  })

  it('raises the session to 署名, with a fresh cookie', async () => {
    const browser = await signedIn('見本　花子', '1234')
    const before = browser.cookies.get('__Host-yanagi-yanai-portal-session')
    await sign(browser, '見本　花子', 'ABC123')
    expect(browser.cookies.get('__Host-yanagi-yanai-portal-session')).not.toBe(before)
    const rows = await sql<{ assurance: string; open: boolean }>`
      select assurance, ended_at is null as open from portal_session order by signed_in_at, ended_at nulls last`.execute(
      town.internet.db.city('yanai'),
    )
    expect(rows.rows.some((row) => row.open && row.assurance === 'jpki-sign')).toBe(true)
  })

  it('counts for these bytes, this subject and this person only', async () => {
    const browser = await signedIn('見本　花子', '1234')
    await sign(browser, '見本　花子', 'ABC123')
    expect(await found(browser)).not.toBeNull()
    expect(await found(browser, `?${new URLSearchParams({ text: `${text} ` })}`)).toBeNull()
    expect(await found(browser, '?subject=draft-2')).toBeNull()
    expect(await found(await signedIn('見本　太郎', '2345'))).toBeNull()
    expect(await found(new TestBrowser())).toBeNull()
  })

  it('signs several texts with one PIN, each by itself', async () => {
    const browser = await signedIn('見本　花子', '1234')
    const choose = await browser.get(town.url('portal', '/test/sign-two'))
    const page = await browser.get(choose.link('見本　花子さん'))
    for (const each of ['一つ目の文面', '二つ目の文面']) expect(page.text).toContain(each)
    await browser.submit(page, { secret: 'ABC123' })
    const of = (at: number, words: string) =>
      found(browser, `?${new URLSearchParams({ subject: `draft-two-${at}`, text: `${words}\n` })}`)
    expect(await of(0, '一つ目の文面')).toMatchObject({ result: 'valid' })
    expect(await of(1, '二つ目の文面')).toMatchObject({ result: 'valid' })
    // The signature of one text is not that of the other.
    expect(await of(0, '二つ目の文面')).toBeNull()
  })

  it('refuses the signature of somebody else’s card', async () => {
    const browser = await signedIn('見本　太郎', '2345')
    const page = await sign(browser, '見本　花子', 'ABC123')
    expect(page.status).toBe(400)
    expect(page.text).toContain('サインインしている人と違います')
    expect(await found(browser)).toBeNull()
  })

  it('refuses a certificate that ended by moving, or by time', async () => {
    const moved = await signedIn('引越　済子', '3456')
    expect((await sign(moved, '引越　済子', 'MOVED1')).text).toContain('引っ越しなどで使えなくなっています')
    expect(await found(moved)).toBeNull()
    const late = await signedIn('期限　過男', '6789')
    expect((await sign(late, '期限　過男', 'LATE12')).text).toContain('期限が切れています')
    expect(await found(late)).toBeNull()
  })

  it('does not let an unknown state of the certificate pass', async () => {
    const browser = await signedIn('見本　太郎', '2345')
    const choose = await browser.get(town.url('portal', '/test/sign'))
    const page = await browser.get(choose.link('見本　太郎さん'))
    const person = readCityPeople(town.internet.config.rootDir, 'yanai')?.residents.find((one) => one.id === 'taro')
    if (person === undefined) throw new Error('taro is missing')
    const card = await demoCard(town.internet, town.city, person)
    const db = town.internet.db.city('yanai')
    // The issuer forgets the number: what it then says about it is "unknown".
    await sql`update demo_card set serial = 'ffff' where person = 'taro'`.execute(db)
    const done = await browser.submit(page, { secret: 'TARO2345' })
    await sql`update demo_card set serial = ${card.serial} where person = 'taro'`.execute(db)
    expect(done.status).toBe(400)
    expect(done.text).toContain('いま確かめられません')
    expect(await found(browser)).toBeNull()
  })

  it('asks again for a wrong password, shows the text again, and locks after five', async () => {
    const browser = await signedIn('見本　花子', '1234')
    const choose = await browser.get(town.url('portal', '/test/sign'))
    let page = await browser.get(choose.link('施錠　守さん'))
    for (let n = 0; n < 4; n += 1) page = await browser.submit(page, { secret: 'WRONG1' })
    expect(page.text).toContain('あと1回')
    expect(page.text).toContain('口座　見本銀行')
    page = await browser.submit(page, { secret: 'WRONG1' })
    expect(page.text).toContain('ロックされています')
    expect((await browser.submit(page, { secret: 'LOCKED' })).text).toContain('ロックされています')
  })

  it('says so when a child’s card can’t sign, and lets a person turn back', async () => {
    const browser = await signedIn('見本　小春', '5678')
    expect((await sign(browser, '見本　小春', 'ANY123')).text).toContain('15歳未満')
    const choose = await browser.get(town.url('portal', '/test/sign'))
    const back = await browser.get(choose.link('やめて市のページへもどる'))
    expect(back.text).toContain('署名をやめました')
    expect(back.link('申請のページへもどる')).toBe(town.url('portal', '/test/done'))
  })

  it('needs somebody to be signed in', async () => {
    const page = await new TestBrowser().get(town.url('portal', '/test/sign'))
    expect(page.status).toBe(409)
    expect(JSON.parse(page.text)).toEqual({ ok: false, refusal: 'not-signed-in' })
  })

  it('takes an answer once, and only in the session that asked', async () => {
    const browser = await signedIn('見本　花子', '1234')
    const choose = await browser.get(town.url('portal', '/test/sign'))
    const page = await browser.get(choose.link('見本　花子さん'))
    const posted = await fetch(page.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ ...page.forms()[0]?.hidden, secret: 'ABC123' }),
    })
    const answer = posted.headers.get('location') ?? ''
    const other = await signedIn('見本　太郎', '2345')
    expect((await other.get(answer)).text).toContain('署名の途中で時間が過ぎたか')
    const forged = new URL(answer)
    forged.searchParams.set('code', 'x'.repeat(43))
    expect((await browser.get(forged.href)).status).toBe(503)
    expect((await browser.get(answer)).path).toBe('/test/done')
    expect((await browser.get(answer)).status).toBe(400)
  })

  it('hands no text to somebody without the portal’s secret', async () => {
    for (const authorization of ['', 'Basic eWFuYWdpLXBvcnRhbDp4']) {
      const answer = await fetch(town.url('simulator', '/signing/requests'), {
        method: 'POST',
        headers: { authorization },
        body: '{}',
      })
      expect(answer.status).toBe(401)
    }
  })

  it('makes one demonstration authority for the city, however many sign', async () => {
    const authorities = await sql<{ n: number }>`select count(*)::int as n from demo_authority`.execute(
      town.internet.db.city('yanai'),
    )
    expect(authorities.rows[0]?.n).toBe(1)
  })
})
