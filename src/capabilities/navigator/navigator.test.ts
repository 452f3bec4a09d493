import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import { hostCookieName } from '../../platform/http/cookies.ts'
import { repositoryProcedures, type TestPortal, testPortal } from '../portal/test-support/app.ts'
import { type Page, signIn, TestBrowser } from '../portal/test-support/browser.ts'
import { clearMailCounts } from './mail/counted.ts'
import { guidesOf } from './navigator.ts'
import { navigatorRoutes } from './routes.tsx'

const procedures = repositoryProcedures()
const cookie = hostCookieName('yanai', 'portal', 'guide-moving-in')
let db: TestDatabase
let portal: TestPortal
let browser: TestBrowser

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.close())
beforeEach(() => {
  portal = openPortal('2026-11-27T01:00:00Z')
  browser = new TestBrowser(portal)
})

function openPortal(now: string): TestPortal {
  const made = testPortal(db, { now, procedures })
  const { services, catalogue } = made.portal
  navigatorRoutes(made.app, { services, catalogue, folder: guidesOf(path.resolve('.')) })
  return made
}

const on = (name: string, month: string, day: string) => ({
  [`${name}.era`]: 'reiwa',
  [`${name}.year`]: '8',
  [`${name}.month`]: month,
  [`${name}.day`]: day,
})
const questions = '/guides/moving-in/questions'
const answer = async (page: string, fields: Readonly<Record<string, string | string[]>>): Promise<Page> =>
  browser.submit(await browser.get(`${questions}/${page}`), fields)

const move = { ...on('move.on', '11', '24'), 'move.origin': 'japan', 'move.foreign': 'no', 'move.joins': 'no' }
const former = { ...on('former.planned', '11', '23'), 'former.card': 'yes' }
const family = {
  'family.children': 'yes',
  'family.schoolChildren': 'no',
  'family.pregnant': 'no',
  'family.nursery': 'no',
  'family.elderly': 'no',
  'family.care': 'no',
  'family.disability': 'no',
}
const life = { 'life.insurance': 'national', 'life.pension': 'no', 'life.has': ['dog'] }

async function wholeWay(): Promise<Page> {
  await answer('move', move)
  await answer('planned', former)
  await answer('family', family)
  return browser.follow(await answer('life', life))
}

describe('the questions', () => {
  test('lead over the pages whose conditions hold to the list; no address holds an answer', async () => {
    const first = await answer('move', { ...move, 'move.origin': 'abroad' })
    expect([first.status, first.location]).toEqual([303, `${questions}/family`])
    const again = await answer('move', move)
    expect(again.location).toBe(`${questions}/planned`)
    expect((await answer('planned', former)).location).toBe(`${questions}/family`)
    expect((await answer('family', family)).location).toBe(`${questions}/life`)
    expect((await answer('life', life)).location).toBe('/guides/moving-in/list')
  })

  test('what is missing or unreadable comes back with what was typed, and 422', async () => {
    const page = await answer('move', { ...move, ...on('move.on', '13', '24'), 'move.joins': '' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('error-summary')
    expect(page.html).toMatch(/name="move.on.month"[^>]*value="13"|value="13"[^>]*name="move.on.month"/)
    expect(page.html).toContain('href="#move.joins')
    expect(browser.cookies.has(cookie)).toBe(false)
  })

  test('a page of another browser changes nothing', async () => {
    const page = await answer('move', { ...move, csrf: 'x'.repeat(43) })
    expect(page.status).toBe(422)
    expect(page.html).toContain('ページが古くなっていました')
    expect(browser.cookies.has(cookie)).toBe(false)
  })

  test('the page before keeps its answers, so that going back works', async () => {
    await wholeWay()
    const back = await browser.get(`${questions}/move`)
    expect(back.html).toMatch(/value="24"/)
    expect((await answer('move', { ...move, 'move.origin': 'abroad' })).location).toBe('/guides/moving-in/list')
    expect((await browser.get(`${questions}/planned`)).location).toBe('/guides/moving-in/list')
  })

  test('nobody skips ahead, and a guide that there is not is 404', async () => {
    expect((await browser.get(`${questions}/life`)).location).toBe(`${questions}/move`)
    expect((await browser.get('/guides/moving-in/list')).location).toBe('/guides/moving-in')
    for (const away of ['/guides/nowhere', '/guides/__proto__/list', '/guides/nowhere/questions/move'])
      expect((await browser.get(away)).status).toBe(404)
  })
})

describe('the list', () => {
  test('says what to do by when, what to bring, whom to ask, and why a benefit stands there', async () => {
    const { html } = await wholeWay()
    expect(html).toContain('あと11日')
    expect(html.indexOf('転入届を出す')).toBeLessThan(html.indexOf('犬の住所'))
    expect(html).toContain('href="/procedures/child-allowance-claim"')
    expect(html).toContain('<dd><span class="keep">令和8年11月23日</span></dd>')
    expect(html).toContain('持っていくもの')
    // Somebody has a card, which takes the place of the paper certificate.
    expect(html).toContain('マイナンバーカードと暗証番号（引っ越す人全員の分）')
    expect(html).not.toContain('前の市の転出証明書')
    expect(html).not.toContain('id="item-care-after-move"')
    expect(html).not.toContain('style=')
  })

  test.each(['easy', 'en'])('is whole in %s', async (language) => {
    await wholeWay()
    const { status, html } = await browser.get(`/guides/moving-in/list?lang=${language}`)
    expect(status).toBe(200)
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
    expect(main).not.toContain('class="fallback"')
    if (language === 'en') expect(main).toMatch(/<dd>Yes<\/dd>[\s\S]*November 23, 2026/)
  })

  test('goes into a calendar, with a day for each last day that is still to come', async () => {
    await wholeWay()
    const { headers, html } = await browser.get('/guides/moving-in/calendar.ics')
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    const lines = html.replaceAll('\r\n ', '').split('\r\n')
    expect(lines.filter((line) => line.startsWith('DTSTART')).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'DTSTART;VALUE=DATE:20261208'),
      'DTSTART;VALUE=DATE:20261224',
    ])
    expect(new Set(lines.filter((line) => line.startsWith('UID:'))).size).toBe(5)
    expect(html).toBe((await browser.get('/guides/moving-in/calendar.ics')).html)
  })

  test('says what is best done before the first last day, and that day too', async () => {
    const pages = '/guides/disaster/questions'
    const damage = { ...on('damage.on', '11', '20'), 'damage.cause': 'nature', 'damage.what': ['home'] }
    await browser.submit(await browser.get(`${pages}/damage`), { ...damage, 'damage.injured': 'no' })
    await browser.submit(await browser.get(`${pages}/home`), { 'home.degree': 'heavy', 'home.staying': 'no' })
    const { html } = await browser.follow(await browser.submit(await browser.get(`${pages}/own`), {}))
    const advised = html.slice(html.indexOf('はじめにしておくこと'), html.indexOf('いちばん早い期限'))
    expect(advised).toContain('なるべく早く')
    expect(advised).not.toContain('きょうまで')
    expect(advised).toContain('片づける前に、被害の写真を撮る')
    expect(html.slice(html.indexOf('いちばん早い期限'))).toMatch(/^[\s\S]{0,400}令和9年2月22日/)
  })

  test('of nothing but advice for today is no calendar, and says so by having none', async () => {
    const page = await browser.get('/guides/dog/questions/dog')
    await browser.submit(page, { 'dog.event': 'missing' })
    await browser.submit(await browser.get('/guides/dog/questions/change'), on('other.on', '11', '27'))
    const { html } = await browser.get('/guides/dog/list')
    expect(html).toContain('なるべく早く')
    expect(html).not.toContain('calendar.ics')
    expect((await browser.get('/guides/dog/calendar.ics')).location).toBe('/guides/dog/list')
  })

  test('says first what is overdue, with what to do now; mail and calendar say it too', async () => {
    await answer('move', { ...move, ...on('move.on', '11', '2') })
    await answer('planned', { ...former, ...on('former.planned', '11', '1') })
    await answer('family', { ...family, 'family.care': 'yes' })
    const list = await browser.follow(await answer('life', life))
    const aside = list.html.slice(list.html.indexOf('notice-warning'), list.html.indexOf('いちばん早い期限'))
    expect(aside).toContain('期限を過ぎています')
    expect(aside).toContain('href="#item-care-after-move"')
    expect(aside).toContain('11日過ぎています')
    expect(aside).toContain('「要介護・要支援認定」を新しく申請してください')
    expect(aside).not.toContain('id="item-dog"')
    const { html } = await browser.get('/guides/moving-in/calendar.ics')
    const plain = html.replaceAll('\r\n ', '')
    expect(plain).toMatch(/DTSTART;VALUE=DATE:20261127[\s\S]*?SUMMARY:転入届を出す（期限を過ぎています）/)
    await browser.submit(list, { email: 'late@example.jp' }, '/guides/moving-in/mail')
    const text = portal.services.mail.sent.find(({ to }) => to === 'late@example.jp')?.text ?? ''
    expect(text.indexOf('期限を過ぎています')).toBeLessThan(text.indexOf('■'))
    expect(text).toContain('カードを使う転入は、もうできません')
    for (const language of ['easy', 'en']) {
      const page = (await browser.get(`/guides/moving-in/list?lang=${language}`)).html
      expect(page.slice(page.indexOf('<main'), page.indexOf('</main>')).includes('class="fallback"')).toBe(false)
    }
    expect(list.html.indexOf('id="item-move-in-notice"')).toBeLessThan(list.html.indexOf('id="item-water"'))
  })

  test('answers are in the browser alone, unreadable, for two hours, and forgotten when asked', async () => {
    const list = await wholeWay()
    const kept = browser.cookies.get(cookie) ?? ''
    expect(kept.length).toBeGreaterThan(200)
    expect(Buffer.from(kept, 'base64url').toString('latin1')).not.toMatch(/2026|japan|national/)
    browser.cookies.set(cookie, `${kept.slice(0, -4)}AAAA`)
    expect((await browser.get('/guides/moving-in/list')).location).toBe('/guides/moving-in')
    browser.cookies.set(cookie, kept)
    const later = new TestBrowser(openPortal('2026-11-27T03:00:01Z'))
    later.cookies.set(cookie, kept)
    expect((await later.get('/guides/moving-in/list')).location).toBe('/guides/moving-in')
    browser.cookies.set(hostCookieName('yanai', 'portal', 'guide-moving-out'), kept)
    expect((await browser.get('/guides/moving-out/list')).location).toBe('/guides/moving-out')
    const gone = await browser.submit(list, {}, '/guides/moving-in/forget')
    expect(gone.location).toBe('/guides/moving-in?answers=forgotten')
    expect(browser.cookies.has(cookie)).toBe(false)
  })
})

describe('the mail to oneself', () => {
  const send = async (list: Page, email: string, rest = {}) =>
    browser.submit(list, { email, ...rest }, '/guides/moving-in/mail')
  const mails = () => portal.services.mail.sent.filter(({ subject }) => subject.includes('手続きの一覧'))

  test('holds the list and nothing that was answered; the same form is one mail', async () => {
    const list = await wholeWay()
    expect((await send(list, 'one@example.jp')).location).toBe('/guides/moving-in/list?mail=sent#keep')
    await send(list, 'one@example.jp')
    const [mail, ...more] = mails().filter(({ to }) => to === 'one@example.jp')
    expect(more).toEqual([])
    expect(mail?.text).toContain('転入届を出す')
    expect(mail?.text).toContain('12月8日（火）まで（あと11日）')
    expect(mail?.text).not.toMatch(/11月2[34]日|国内の/)
  })

  test('goes to one address three times a day at most, and to an address alone', async () => {
    await wholeWay()
    const again = async () => send(await browser.get('/guides/moving-in/list'), 'Two@example.jp')
    const first = await browser.get('/guides/moving-in/list')
    for (let time = 0; time < 3; time += 1) expect((await send(first, 'two@example.jp')).status).toBe(303)
    expect((await again()).status).toBe(303)
    const earlier = mails()
    // The count is the database's: another process begins where this one stopped.
    const other = (now: string): void => {
      portal = openPortal(now)
      const { cookies } = browser
      browser = new TestBrowser(portal)
      for (const [name, value] of cookies) browser.cookies.set(name, value)
    }
    other('2026-11-27T01:00:00Z')
    expect((await again()).status).toBe(303)
    const fourth = await again()
    expect(fourth.status).toBe(422)
    expect(fourth.html).toContain('続けて送れません')
    expect([...earlier, ...mails()].filter(({ to }) => to.toLowerCase() === 'two@example.jp')).toHaveLength(3)
    const wrong = await send(await browser.get('/guides/moving-in/list'), 'a@b.jp\r\nBcc: c@d.jp')
    expect(wrong.status).toBe(422)
    expect((await browser.get('/guides/moving-in/mail')).location).toBe('/guides/moving-in/list')
    const counts = portal.services.db.city<InternetDb>('yanai')
    const rows = async () => (await counts.selectFrom('guide_mail_count').select('count').execute()).length
    await clearMailCounts(counts, new Date('2026-11-28T00:59:59Z'))
    expect(await rows()).toBeGreaterThan(0)
    await clearMailCounts(counts, new Date('2026-11-28T01:00:00Z'))
    expect(await rows()).toBe(0)
  })
})

test('a procedure begins with what was answered, and says where it comes from', async () => {
  await wholeWay()
  await signIn(portal, browser, { email: 'hanako@example.jp' })
  const start = await browser.get('/procedures/dog-registration/start')
  const { location } = await browser.submit(start, { filer: 'self' })
  const { html } = await browser.get(`${location}/pages/request`)
  expect(html).toMatch(/value="move-in"[^>]* checked|checked[^>]*value="move-in"/)
  expect(html).toContain('手続きガイドの答えから入れました')
})

test('home, life events and procedures lead to the guides', async () => {
  expect((await browser.get('/')).html).toContain('href="/guides"')
  expect((await browser.get('/life-events/moving')).html).toContain('href="/guides/moving-in"')
  expect((await browser.get('/procedures/dog-registration')).html).toContain('href="/life-events/pet"')
  expect((await browser.get('/guides')).html.match(/href="\/guides\/[a-z-]+"/g)).toHaveLength(13)
})

test('what is ticked on the list is gathered, and begun as one bundle with what the guide knows', async () => {
  await signIn(portal, browser, { email: 'guide@example.jp' })
  const list = await wholeWay()
  const offered = [...list.html.matchAll(/name="procedure" value="([^"]*)"/g)].map(([, id = '']) => id)
  const ticked = offered.filter((id) => ['dog-registration', 'water-service-start'].includes(id))
  expect(ticked).toHaveLength(2)
  const gathered = await browser.submit(list, { procedure: ticked }, '/basket')
  expect(gathered.location).toBe('/basket')
  const basket = await browser.get('/basket?filer=self')
  for (const id of ticked) expect(basket.html).toContain(`value="${id}"`)
  const begun = await browser.submit(basket, {}, '/bundles')
  expect(begun.location).toMatch(/^\/bundles\/[0-9a-f-]{36}$/)
  expect((await browser.get(begun.location)).html).toContain('まとめて申請（2件）')
  // None ticked: the page says so and keeps what was gathered before.
  const none = await browser.submit(await browser.get('/guides/moving-in/list'), {}, '/basket')
  expect(none.status).toBe(422)
})
