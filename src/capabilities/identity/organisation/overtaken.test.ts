import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { staffSession } from '../test-support/sessions.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { organisationMessages as m } from './messages.ja.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(() => town.close())

const url = (path: string): string => town.url('office', path)
const query = async <T>(text: string): Promise<T[]> =>
  (await sql.raw<T>(text).execute(town.office.db.city('yanai'))).rows
async function administrator(): Promise<TestBrowser> {
  const { cookie } = await staffSession(town.office, 'yanai', 'S004')
  const browser = new TestBrowser()
  browser.cookies.set('__Host-yanagi-yanai-office-session', cookie.slice(cookie.indexOf('=') + 1))
  return browser
}
/** What a page says of a field that two people changed: what stands now, beside what was typed. */
const rowOf = (page: TestPage, label: string): string =>
  new RegExp(`<tr><th scope="row">${label}</th>(.*?)</tr>`).exec(page.text)?.[1]?.replace(/<[^>]*>/g, '|') ?? ''

const cases = {
  section: {
    path: async () =>
      `/organisation/sections/${(await query<{ id: string }>(`select id from section where code = 'children'`))[0]?.id}`,
    facts: { name: '子育て支援課', code: 'children', parent: '', phone: '0820-1', from: '2020-04-01', to: '' },
    first: { phone: '0820-2' },
    second: { name: '子ども課' },
    label: m.phone,
    seen: '0820-2',
    own: '子ども課',
    kept: `select name, phone from section where code = 'children'`,
    after: { name: '子ども課', phone: '0820-1' },
  },
  post: {
    path: async () =>
      `/organisation/posts/${(await query<{ id: string }>(`select id from post where rank = 50`))[0]?.id}`,
    facts: { name: '課長', code: 'manager-again', rank: '50' },
    first: { rank: '51' },
    second: { name: '課長（試）' },
    label: m.rankShort,
    seen: '51',
    own: '課長（試）',
    kept: `select name, rank from post where code = 'manager-again'`,
    after: { name: '課長（試）', rank: 50 },
  },
  person: {
    path: async () =>
      `/organisation/people/${(await query<{ id: string }>(`select id from staff_member where staff_number = 'S001'`))[0]?.id}`,
    facts: { number: 'S001', name: '青木', kana: 'アオキ', email: 'a@example.jp', from: '2020-04-01', to: '' },
    first: { email: 'b@example.jp' },
    second: { name: '青木 花' },
    label: m.email,
    seen: 'b@example.jp',
    own: '青木 花',
    kept: `select name, email from staff_member where staff_number = 'S001'`,
    after: { name: '青木 花', email: 'a@example.jp' },
  },
} as const

describe.each(Object.entries(cases))('two who change one %s', (_, each) => {
  it('see each other’s work: the second saves only after reading what the first made of it', async () => {
    const path = await each.path()
    const [one, two] = [await administrator(), await administrator()]
    const [first, second] = [await one.get(url(path)), await two.get(url(path))]
    expect((await one.submit(first, { ...each.facts, ...each.first }, path)).status).toBe(200)
    const late = await two.submit(second, { ...each.facts, ...each.second }, path)
    expect(late.status).toBe(422)
    expect(rowOf(late, each.label)).toContain(`|${each.seen}|`)
    expect(late.text).toContain(`value="${each.own}"`)
    // The page now shows both, so saving it again is meant.
    expect((await two.submit(late, { ...each.facts, ...each.second }, path)).status).toBe(200)
    expect(await query(each.kept)).toEqual([each.after])
  })
  it('are told also when the form came back once for another reason', async () => {
    const path = await each.path()
    const [one, two] = [await administrator(), await administrator()]
    const second = await two.get(url(path))
    const wrong = await two.submit(second, { ...each.facts, ...each.second, name: '' }, path)
    expect(wrong.status).toBe(422)
    expect((await one.submit(await one.get(url(path)), { ...each.facts, ...each.first }, path)).status).toBe(200)
    const late = await two.submit(wrong, { ...each.facts, ...each.second }, path)
    expect(late.status).toBe(422)
    expect(rowOf(late, each.label)).toContain(`|${each.seen}|`)
  })
})

it('a last day that somebody else has set is not set anew', async () => {
  const path = await cases.person.path()
  const browser = await administrator()
  const page = await browser.get(url(path))
  const action = page.forms().find((form) => /assignments\/.*\/end$/.test(form.action))?.action ?? ''
  expect((await browser.submit(page, { to: '2027-03-31' }, action)).status).toBe(200)
  expect((await browser.submit(page, { to: '2027-03-31' }, action)).status).toBe(200)
  const late = await browser.submit(page, { to: '2027-06-30' }, action)
  expect(late.status).toBe(422)
  expect(late.text).toContain('ほかの人が先に終わりの日を入れました')
})
