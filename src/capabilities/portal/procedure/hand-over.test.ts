import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { repositoryProcedures, testPortal } from '../test-support/app.ts'
import { TestBrowser } from '../test-support/browser.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => db?.close())

const procedures = repositoryProcedures(['local-tax-eltax', 'library-hold', 'facility-booking', 'e-bidding'])
const browserOn = (now: string, settings: Readonly<Record<string, unknown>> = {}): TestBrowser =>
  new TestBrowser(testPortal(db, { now, procedures, settings }))
/** The address as the form of the page would make it, every question having been shown. */
const asked = (id: string, answers: Readonly<Record<string, string | readonly string[]>>): string => {
  const query = new URLSearchParams({ check: 'yes' })
  for (const [name, value] of Object.entries(answers)) for (const one of [value].flat()) query.append(name, one)
  return `/procedures/${id}?${query}`
}
const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<rt>.*?<\/rt>|<rp>.*?<\/rp>/g, '')
    .replace(/<[^>]+>/g, ' ')

describe('a procedure that another system carries', () => {
  test.each(procedures.map(({ definition }) => definition.id))(
    '%s: leads there, marked, in three languages',
    async (id) => {
      for (const locale of ['ja', 'easy', 'en']) {
        const browser = browserOn('2026-11-20T01:00:00Z')
        browser.cookies.set('yanagi-language', locale)
        const page = await browser.get(`/procedures/${id}?lang=${locale}`)
        expect(page.status).toBe(200)
        const [link] = /<a[^>]*rel="external noopener noreferrer"[^>]*>/.exec(page.html) ?? []
        expect(link).toContain('href="https://')
        const host = new URL(/href="([^"]+)"/.exec(link ?? '')?.[1] ?? '').host
        expect(textOf(page.html)).toContain(host)
        expect(page.html).toContain('name="check"')
        expect(page.html).not.toContain(`/procedures/${id}/start`)
      }
    },
  )

  test('cannot be begun here', async () => {
    const answer = await browserOn('2026-11-20T01:00:00Z').get('/procedures/library-hold/start')
    expect([answer.status, answer.location]).toEqual([303, '/procedures/library-hold'])
  })

  test('stands in the list with the words for it', async () => {
    const list = await browserOn('2026-11-20T01:00:00Z').get('/procedures')
    expect(textOf(list.html)).toContain('ほかのサイトで行います')
  })

  test('an address that nobody should be led to is no link', async () => {
    for (const opacAddress of [
      'javascript:alert(1)',
      'http://library.example.jp/',
      'https://user:pw@library.example.jp/',
      '',
    ]) {
      const page = await browserOn('2026-11-20T01:00:00Z', { opacAddress }).get('/procedures/library-hold')
      expect(page.status).toBe(200)
      expect(page.html).not.toContain('rel="external')
      expect(textOf(page.html)).toContain('行き先のアドレスを準備しています')
    }
  })
})

describe('its questions', () => {
  const reader = {
    'reader.hasCard': 'yes',
    'reader.link': 'resident',
    'reader.hasPassword': 'yes',
    'reader.overdue': 'no',
  }
  const hold = { 'hold.kind': 'book', 'hold.now': '9' }

  test('one after the other: what depends on an answer comes with it, and is nobody’s mistake', async () => {
    const browser = browserOn('2026-11-20T01:00:00Z')
    const first = await browser.get(
      asked('library-hold', { 'reader.asked': 'hasCard link', 'reader.hasCard': 'yes', 'reader.link': 'resident' }),
    )
    expect(first.status).toBe(200)
    expect(textOf(first.html)).toContain('続けて、下の質問にも答えてください')
    expect(first.html).toContain('name="reader.overdue"')
    expect(first.html).toContain('name="hold.kind"')
  })

  test('the answer: it fits, with the values', async () => {
    const page = await browserOn('2026-11-20T01:00:00Z').get(asked('library-hold', { ...reader, ...hold }))
    expect(page.status).toBe(200)
    expect(textOf(page.html)).toContain('使えます')
    expect(textOf(page.html)).toMatch(/あと何点予約できるか\s+1/)
  })

  test('it does not fit, and says what to do instead', async () => {
    const page = await browserOn('2026-11-20T01:00:00Z').get(
      asked('library-hold', { ...reader, ...hold, 'hold.now': '10' }),
    )
    expect(textOf(page.html)).toContain('この手続きは当てはまりません')
    expect(textOf(page.html)).toContain('いま予約できるのは10点までです')
    expect(textOf(page.html)).not.toContain('予約できます。 図書館')
  })

  test('what was left out is asked for, with status 422', async () => {
    const page = await browserOn('2026-11-20T01:00:00Z').get(asked('library-hold', { 'reader.hasCard': 'yes' }))
    expect(page.status).toBe(422)
    expect(page.html).toContain('href="#reader.link"')
  })

  test('whatever is in the address is text', async () => {
    const browser = browserOn('2026-11-20T01:00:00Z')
    const hostile = ['<script>alert(1)</script>', '__proto__', '9'.repeat(5000), '\u0000', 'NaN', '-1', "'; drop table"]
    for (const text of hostile) {
      const page = await browser.get(
        asked('library-hold', { ...reader, 'hold.kind': text, 'hold.now': text, [text]: text }),
      )
      expect(page.status, text).toBe(422)
      expect(page.html).not.toContain('<script>alert')
    }
  })

  test('deadlines of today, and those that hang on an answer', async () => {
    const browser = browserOn('2026-11-20T01:00:00Z')
    const before = await browser.get('/procedures/local-tax-eltax')
    expect(textOf(before.html)).toContain('令和9年2月1日')
    expect(textOf(before.html)).toContain('上の質問に答えるとわかります')
    const after = await browser.get(
      asked('local-tax-eltax', {
        'taxpayer.kind': 'corporation',
        'taxpayer.what': ['corporate'],
        'taxpayer.hasId': 'yes',
        'taxpayer.hasCertificate': 'yes',
        'corporate.yearEnd.era': 'reiwa',
        'corporate.yearEnd.year': '9',
        'corporate.yearEnd.month': '3',
        'corporate.yearEnd.day': '31',
        'corporate.extended': 'no',
        'corporate.interim': 'no',
      }),
    )
    expect(after.status).toBe(200)
    expect(textOf(after.html)).toMatch(/法人市民税の確定申告\s+令和9年5月31日/)
  })
})
