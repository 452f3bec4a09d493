import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { staffSession } from '../test-support/sessions.ts'
import { startTown, type TestTown } from '../test-support/town.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(async () => {
  await town.close()
})

const url = (path: string): string => town.url('office', path)
const query = async <T>(text: string): Promise<T[]> =>
  (await sql.raw<T>(text).execute(town.office.db.city('yanai'))).rows
const idOf = async (table: 'staff_member' | 'section' | 'post', column: string, value: string): Promise<string> =>
  (await query<{ id: string }>(`select id from ${table} where ${column} = '${value}'`))[0]?.id ?? ''

async function as(number: string): Promise<TestBrowser> {
  const { cookie } = await staffSession(town.office, 'yanai', number)
  const browser = new TestBrowser()
  browser.cookies.set('__Host-yanagi-yanai-office-session', cookie.slice(cookie.indexOf('=') + 1))
  return browser
}

async function submit(
  browser: TestBrowser,
  path: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<TestPage> {
  return browser.submit(await browser.get(url(path)), fields, action)
}

const newPerson = { number: 'T100', name: '髙橋󠄀 試', kana: 'たかはし ためす', email: '', from: 'R8.11.1', to: '' }

describe('職員を加える・直す', () => {
  it('adds a person with names byte for byte and kana converted, and records who did it', async () => {
    const page = await submit(await as('S004'), '/organisation/people/new', '/organisation/people', newPerson)
    expect(page.status).toBe(200)
    expect(page.text).toContain('保存しました')
    const rows = await query<Record<string, unknown>>(
      `select name, name_kana, begins_on from staff_member where staff_number = 'T100'`,
    )
    expect(rows).toEqual([{ name: '髙橋󠄀 試', name_kana: 'タカハシ　タメス', begins_on: '2026-11-01' }])
    const events = await query<{ type: string }>(`select type from event where stream = 'staff' order by 1`)
    expect(events.map((event) => event.type)).toContain('person-added')
  })

  it('adds the same person once, however often the form is sent, and refuses the number to another', async () => {
    const browser = await as('S004')
    const form = await browser.get(url('/organisation/people/new'))
    const twice = { ...newPerson, number: 'T101' }
    await browser.submit(form, twice, '/organisation/people')
    expect((await browser.submit(form, twice, '/organisation/people')).status).toBe(200)
    expect(await query(`select id from staff_member where staff_number = 'T101'`)).toHaveLength(1)
    const other = await browser.submit(form, { ...twice, name: '別人 花' }, '/organisation/people')
    expect(other.status).toBe(422)
    expect(other.text).toContain('もう使われています')
  })

  it('says everything that is wrong at once and keeps what was typed', async () => {
    const page = await submit(await as('S004'), '/organisation/people/new', '/organisation/people', {
      number: 'あ',
      name: '花子😀',
      kana: '漢字',
      email: '',
      from: '令和8年2月30日',
      to: '',
    })
    expect(page.status).toBe(422)
    for (const sentence of ['英数字とハイフン', '絵文字', 'カタカナで', '2026-04-01 のように'])
      expect(page.text).toContain(sentence)
    for (const target of ['#person-number', '#person-name', '#person-kana', '#person-from'])
      expect(page.text).toContain(`href="${target}"`)
    expect(page.text).toContain('令和8年2月30日')
  })

  it('tells the second of two clerks, whose work is not lost', async () => {
    const id = await idOf('staff_member', 'staff_number', 'S001')
    const [one, two] = [await as('S004'), await as('S004')]
    const [first, second] = [
      await one.get(url(`/organisation/people/${id}`)),
      await two.get(url(`/organisation/people/${id}`)),
    ]
    const facts = {
      number: 'S001',
      name: '青木 さくら',
      kana: 'アオキ サクラ',
      email: 'aoki@example.jp',
      from: '2020-04-01',
      to: '',
    }
    expect((await one.submit(first, facts, `/organisation/people/${id}`)).status).toBe(200)
    const late = await two.submit(second, { ...facts, email: 'sakura@example.jp' }, `/organisation/people/${id}`)
    expect(late.status).toBe(422)
    expect(late.text).toContain('ほかの人が先に直しました')
    expect(late.text).toContain('sakura@example.jp')
  })

  it('ends the sessions of a person whose last day is over', async () => {
    const leaver = await as('S005')
    expect((await leaver.get(url('/me'))).path).toBe('/me')
    const id = await idOf('staff_member', 'staff_number', 'S005')
    const facts = {
      number: 'S005',
      name: '大野 学',
      kana: 'オオノ マナブ',
      email: '',
      from: '2020-04-01',
      to: '2026-11-20',
    }
    await submit(await as('S004'), `/organisation/people/${id}`, `/organisation/people/${id}`, facts)
    expect((await leaver.get(url('/me'))).path).toContain('/sign-in')
    await query(`update staff_member set ends_on = null where staff_number = 'S005'`)
  })

  it('finds by number, name, kana in hiragana and section, pages by fifty, and says when nobody is there', async () => {
    const browser = await as('S004')
    for (const words of ['s001', '青木', 'あおき', '給付係']) {
      const page = await browser.get(url(`/organisation/people?${new URLSearchParams({ q: words })}`))
      expect(page.text).toContain('青木 さくら')
      expect(page.text).not.toContain('石田 隆')
    }
    for (const words of ['%', "'; drop table staff_member; --", '\u0000']) {
      const page = await browser.get(url(`/organisation/people?${new URLSearchParams({ q: words })}`))
      expect([page.status, page.text.includes('当てはまる職員はいません')]).toEqual([200, true])
    }
    await query(`insert into staff_member (staff_number, name, name_kana, begins_on)
      select 'P' || n, '人 ' || n, 'ヒト ' || lpad(n::text, 3, '0'), '2020-04-01' from generate_series(1, 120) n`)
    const seen = new Set<string>()
    let page = await browser.get(url('/organisation/people'))
    for (let n = 0; n < 5; n += 1) {
      for (const [, row] of page.text.matchAll(/data-row="([^"]+)"/g)) seen.add(row ?? '')
      const next = /<a[^>]*href="([^"]+)"[^>]*rel="next"/.exec(page.text)?.[1]
      if (next === undefined) break
      page = await browser.get(new URL(next.replaceAll('&amp;', '&'), page.url).href)
    }
    const all = await query<{ n: number }>('select count(*)::int as n from staff_member')
    expect(seen.size).toBe(all[0]?.n)
  })
})

describe('発令と役割', () => {
  it('a new 本務 ends the former one the day before; an overlapping one is refused', async () => {
    const id = await idOf('staff_member', 'staff_number', 'S001')
    const [section, post] = [await idOf('section', 'code', 'elderly'), await idOf('post', 'code', 'chief')]
    const path = `/organisation/people/${id}`
    const moved = { section, post, kind: 'principal', from: 'R8.12.1', to: '' }
    const browser = await as('S004')
    expect((await submit(browser, path, `${path}/assignments`, moved)).status).toBe(200)
    const rows = await query<Record<string, unknown>>(
      `select begins_on, ends_on from assignment where staff_id = '${id}' order by begins_on`,
    )
    expect(rows).toEqual([
      { begins_on: '2020-04-01', ends_on: '2026-11-30' },
      { begins_on: '2026-12-01', ends_on: null },
    ])
    const again = await submit(browser, path, `${path}/assignments`, {
      ...moved,
      section: await idOf('section', 'code', 'general'),
      from: 'R8.11.15',
    })
    expect(again.status).toBe(422)
    expect(again.text).toContain('同じ期間に本務がもうあります')
  })

  it('a role counts with the next request and ends with its last day; nobody gives one to themselves', async () => {
    const id = await idOf('staff_member', 'staff_number', 'S003')
    const path = `/organisation/people/${id}`
    const person = await as('S003')
    expect((await person.get(url('/organisation/people'))).status).toBe(403)
    const admin = await as('S004')
    expect(
      (
        await submit(admin, path, `${path}/roles`, {
          role: 'organisation',
          section: 'city',
          from: '2026-11-01',
          to: '',
        })
      ).status,
    ).toBe(200)
    expect((await person.get(url('/organisation/people'))).status).toBe(200)
    const end = (await admin.get(url(path)))
      .forms()
      .find((form) => form.action.includes('/roles/') && form.action.endsWith('/end'))
    expect(end).toBeDefined()
    await query(`update role_grant set ends_on = '2026-11-23' where staff_id = '${id}' and role = 'organisation'`)
    expect((await person.get(url('/organisation/people'))).status).toBe(403)
    const self = `/organisation/people/${await idOf('staff_member', 'staff_number', 'S004')}`
    const own = await submit(admin, self, `${self}/roles`, {
      role: 'accounts',
      section: 'city',
      from: '2026-11-01',
      to: '',
    })
    expect(own.text).toContain('自分に役割は与えられません')
  })

  it('another person’s row can’t be ended through this person’s address', async () => {
    const [mine, theirs] = [
      await idOf('staff_member', 'staff_number', 'S003'),
      await idOf('staff_member', 'staff_number', 'S002'),
    ]
    const row = (await query<{ id: string }>(`select id from assignment where staff_id = '${theirs}'`))[0]?.id ?? ''
    const browser = await as('S004')
    const csrf = (await browser.get(url(`/organisation/people/${mine}`))).forms()[0]?.hidden.csrf ?? ''
    const page = await browser.post(url(`/organisation/people/${mine}/assignments/${row}/end`), {
      csrf,
      to: '2026-11-24',
    })
    expect(page.status).toBe(422)
    expect(
      (await query<{ ends_on: string | null }>(`select ends_on from assignment where id = '${row}'`))[0]?.ends_on,
    ).toBeNull()
  })

  it('answers 403 to those who may not, 404 to ids that are not there, 422 to a stale form', async () => {
    expect((await (await as('S001')).get(url('/organisation/sections'))).status).toBe(403)
    const browser = await as('S004')
    for (const id of ['x', '00000000-0000-0000-0000-000000000000', "'--"]) {
      expect((await browser.get(url(`/organisation/people/${encodeURIComponent(id)}`))).status).toBe(404)
    }
    const stale = await browser.post(url('/organisation/people'), { ...newPerson, csrf: 'x'.repeat(43) })
    expect(stale.status).toBe(422)
    expect(stale.text).toContain('ページが古くなっていました')
    expect(stale.text).toContain('たかはし ためす')
  })
})

describe('所属と職位', () => {
  it('grows the tree, refuses a ring, a used code, and an end that leaves people without a place', async () => {
    const browser = await as('S004')
    const add = {
      name: '子育て相談係',
      code: 'children-advice',
      parent: await idOf('section', 'code', 'children'),
      phone: '',
      from: 'R8.4.1',
      to: '',
    }
    expect((await submit(browser, '/organisation/sections', '/organisation/sections', add)).text).toContain(
      '子育て相談係',
    )
    const taken = await submit(browser, '/organisation/sections', '/organisation/sections', { ...add, name: '別の係' })
    expect(taken.text).toContain('もう使われています')
    const children = await idOf('section', 'code', 'children')
    const ring = {
      name: '子育て支援課',
      code: 'children',
      parent: await idOf('section', 'code', 'children-advice'),
      phone: '',
      from: '2020-04-01',
      to: '',
    }
    const path = `/organisation/sections/${children}`
    expect((await submit(browser, path, path, ring)).text).toContain('自分の下にある所属は選べません')
    const ended = await submit(browser, path, path, { ...ring, parent: '', to: '2026-11-30' })
    expect(ended.text).toContain('先に移してください')
  })

  it('adds and changes posts within 1 to 100', async () => {
    const browser = await as('S004')
    const wrong = await submit(browser, '/organisation/sections', '/organisation/posts', {
      name: '主幹',
      code: 'shukan',
      rank: '101',
    })
    expect(wrong.text).toContain('1〜100の数字')
    await submit(browser, '/organisation/sections', '/organisation/posts', {
      name: '主幹',
      code: 'shukan',
      rank: '４５',
    })
    expect(await query(`select rank from post where code = 'shukan'`)).toEqual([{ rank: 45 }])
  })
})

describe('不在と代決', () => {
  it('lets everybody enter their own, whatever the form says, and the organisation everybody’s', async () => {
    const [self, other] = [
      await idOf('staff_member', 'staff_number', 'S002'),
      await idOf('staff_member', 'staff_number', 'S003'),
    ]
    const absence = { person: other, from: 'R8.11.25', to: 'R8.11.27', reason: 'trip', deputy: other }
    const mine = await submit(await as('S002'), '/organisation/absences', '/organisation/absences', absence)
    expect(mine.text).toContain('保存しました')
    expect(await query(`select staff_id, deputy_id from absence`)).toEqual([{ staff_id: self, deputy_id: other }])
    const overlapping = await submit(await as('S004'), '/organisation/absences', '/organisation/absences', {
      ...absence,
      person: self,
      reason: 'leave',
    })
    expect(overlapping.text).toContain('同じ期間に不在がもう届けられています')
    const own = await submit(await as('S003'), '/organisation/absences', '/organisation/absences', {
      ...absence,
      person: '',
      deputy: other,
    })
    expect(own.text).toContain('ほかの職員を選んでください')
  })

  it('is nobody’s when the organisation chose nobody, and asks in the order of the form', async () => {
    const before = await query('select id from absence')
    const unnamed = await submit(await as('S004'), '/organisation/absences', '/organisation/absences', {
      person: '',
      from: '',
      to: 'R9.1.27',
      reason: '',
    })
    expect(unnamed.text).toMatch(/「職員」を入れて.*「開始日」を入れて.*「理由」を入れて/s)
    expect(await query('select id from absence')).toEqual(before)
  })

  it('is taken back by the person or the organisation, not by a colleague', async () => {
    const [row] = await query<{ id: string; staff_id: string }>(
      'select id, staff_id from absence where cancelled_at is null',
    )
    const colleague = await as('S003')
    const csrf = (await colleague.get(url('/organisation/absences'))).forms()[0]?.hidden.csrf ?? ''
    const path = `/organisation/absences/${row?.id}/cancellation`
    await colleague.post(url(path), { csrf, person: row?.staff_id ?? '' })
    expect(await query('select id from absence where cancelled_at is null')).toHaveLength(1)
    await submit(await as('S002'), '/organisation/absences', path, {})
    expect(await query('select id from absence where cancelled_at is null')).toHaveLength(0)
  })
})
