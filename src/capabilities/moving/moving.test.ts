import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestCityHall, testCityHall } from '../../../test/support/city-hall.ts'
import { testFolder } from '../../../test/support/folder.ts'
import { addDays, dayOf } from '../../civic/day.ts'
import { nextOpenDay } from '../../civic/period.ts'
import { movingImport } from '../../commands/moving-import.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { TestBrowser, type TestPage } from '../identity/test-support/browser.ts'
import { residentSession } from '../identity/test-support/sessions.ts'
import { catalogueOf } from '../procedures/index.ts'
import { takeVisit } from './from-portal.ts'
import { importFile, type Moving, ownLayout } from './index.ts'
import { takeSlot } from './store/slots.ts'
import { runTimers } from './timers.ts'

let hall: TestCityHall
let ctx: Moving
const clerk = new TestBrowser()
const resident = new TestBrowser()
const today = dayOf(new Date())
const by = { actor: { kind: 'system', id: 'test' }, name: 'test' } as const

beforeAll(async () => {
  hall = await testCityHall()
  const services = hall.hall.zones.get('office')?.services as ZoneServices<'office'>
  ctx = { services, catalogue: catalogueOf(services), papers: { begin: async () => undefined } }
  await clerk.submit(await clerk.get(`${hall.office}/sign-in`), { person: 'A031' }, '/sign-in/demo')
}, 300_000)
afterAll(() => hall?.close())

const office = () => ctx.services.db.city<OfficeDb>('yanai')
const person = (given: string, kana: string, bornOn: string) => ({
  name: `試験 ${given}`,
  kana: `シケン ${kana}`,
  bornOn,
})
const notice = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  kind: 'move-in',
  filedAt: new Date(Date.now() - 60_000).toISOString(),
  movedOn: addDays(today, -1),
  plannedOutOn: addDays(today, -2),
  to: { line: '山口県柳井市旭ケ丘7-7' },
  people: [{ ...person('一', 'ハジメ', '1980-04-01'), self: true }, person('次', 'ツギ', '2018-06-01')],
  ...more,
})
const importRows = (...notices: readonly unknown[]) => {
  const file = Buffer.from(JSON.stringify({ format: 'yanagi-moving', version: 1, sender: 'test', notices }))
  return importFile(ctx, 'yanai', ownLayout, file, by, new Date())
}
const rowOf = (receiptNumber: string | undefined) =>
  office()
    .selectFrom('moving_notice')
    .selectAll()
    .where('receipt_number', '=', receiptNumber ?? '')
    .executeTakeFirstOrThrow()
const open = (id: string) => clerk.get(`${hall.office}/moving/notices/${id}`)
const act = async (id: string, fields: Readonly<Record<string, string>>, part = 'acts') =>
  clerk.submit(await open(id), fields, `/moving/notices/${id}/${part}`)

describe('files', () => {
  test('are taken in once, row by row; the same number with another content is refused', async () => {
    const first = await importRows(notice('N-1'), { ...notice('N-2'), people: [] })
    expect(first).toMatchObject({ ok: true, accepted: 1, refused: 1 })
    const again = await importRows(notice('N-1'))
    // The moment of filing differs between the two calls: that is another content.
    expect(again.rows[0]?.outcome).toBe('refused')
    const same = notice('N-3')
    expect((await importRows(same)).accepted).toBe(1)
    expect(await importRows(same)).toMatchObject({ accepted: 0, known: 1, refused: 0 })
  })

  test('two at the same moment make one notice', async () => {
    const same = notice('N-4', { people: [{ ...person('四', 'ヨン', '1971-01-01'), self: true }] })
    const reports = await Promise.all([importRows(same), importRows(same), importRows(same)])
    expect(reports.reduce((sum, each) => sum + each.accepted, 0)).toBe(1)
    expect(reports.reduce((sum, each) => sum + each.known, 0)).toBe(2)
  })

  test('cancel what has come, and not what has not', async () => {
    const cancel = (id: string, refersTo: string) => ({
      id,
      kind: 'cancel',
      filedAt: new Date().toISOString(),
      refersTo,
    })
    expect((await importRows(cancel('C-0', 'N-99'))).refused).toBe(1)
    const taken = await importRows(notice('N-5', { people: [{ ...person('五', 'ゴ', '1972-01-01'), self: true }] }))
    expect((await importRows(cancel('C-1', 'N-5'))).accepted).toBe(1)
    expect((await rowOf(taken.rows[0]?.receiptNumber)).state).toBe('cancelled')
    expect((await importRows(cancel('C-2', 'N-5'))).known).toBe(1)
  })

  test('of hostile bytes are refused on the screen with a sentence, and nothing is taken', async () => {
    const page = await clerk.get(`${hall.office}/moving/intake`)
    const form = new FormData()
    form.set('csrf', page.forms().find((each) => each.action === '/moving/intake')?.hidden.csrf ?? '')
    form.set('layout', ownLayout)
    form.set('file', new File(['{"format":'], 'x.json'))
    const cookie = [...clerk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, origin: hall.office, 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(`${hall.office}/moving/intake`, {
      method: 'POST',
      body: form,
      headers,
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    const report = await clerk.get(`${hall.office}${answer.headers.get('location')}`)
    expect(report.text).toContain('JSON として読めません')
  })
})

test('the command takes a file in, reports every row, and names what it can’t do', async () => {
  const file = path.join(testFolder('notices'), 'notices.json')
  const notices = [
    notice('CL-1', { people: [{ ...person('令', 'レイ', '1973-01-01'), self: true }] }),
    { ...notice('CL-2'), movedOn: 'tomorrow' },
  ]
  writeFileSync(file, JSON.stringify({ format: 'yanagi-moving', version: 1, sender: 'command', notices }))
  const run = async (options: Readonly<Record<string, string | true>>, json: boolean) => {
    const said: string[] = []
    const code = await movingImport.run({
      config: hall.config,
      words: [file],
      options,
      json,
      print: (line: string) => void said.push(line),
      report: () => {},
      again: () => '',
    } as unknown as Parameters<typeof movingImport.run>[0])
    return { code, said: said.join('\n') }
  }
  const first = await run({ to: 'yanai' }, true)
  expect([first.code, JSON.parse(first.said)]).toMatchObject([1, { accepted: 1, refused: 1, known: 0 }])
  expect(first.said).not.toContain('試験')
  const again = await run({ to: 'yanai' }, false)
  expect(again.said).toMatch(/1\tknown\tHK-.*\n2\trefused\t.*movedOn/)
  expect((await run({ to: 'yanai', layout: 'mynaportal' }, false)).said).toContain('要確認')
  await expect(run({ to: 'nowhere' }, false)).rejects.toThrow('--to')
}, 60_000)

describe('支援措置', () => {
  const chief = new TestBrowser()
  const who = { ...person('秘', 'ヒミツ', '1982-02-02'), self: true }
  const hidden = '山口県柳井市柳井9-9'
  beforeAll(async () => {
    const { id } = await office()
      .selectFrom('staff_member')
      .select('id')
      .where('staff_number', '=', 'A032')
      .executeTakeFirstOrThrow()
    for (const role of ['moving', 'confidential', 'intake', 'review'])
      await office()
        .insertInto('role_grant')
        .values({ staff_id: id, role, section_id: null, begins_on: '2026-04-01' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    await chief.submit(await chief.get(`${hall.office}/sign-in`), { person: 'A032' }, '/sign-in/demo')
  })

  test('hides every notice of the people, also those that come later, and what is begun from them', async () => {
    const child = { ...person('児', 'ジ', '2020-06-01') }
    const first = await rowOf(
      (await importRows(notice('S-1', { people: [who, child], to: { line: hidden } }))).rows[0]?.receiptNumber,
    )
    const before = await rowOf(
      (await importRows(notice('S-0', { people: [who], to: { line: '山口県柳井市柳井1-9' } }))).rows[0]?.receiptNumber,
    )
    expect((await open(first.id)).text).toContain(hidden)
    const page = await chief.get(`${hall.office}/moving/notices/${first.id}`)
    await chief.submit(page, { confidential: 'yes' }, `/moving/notices/${first.id}/confidentiality`)
    // The other one names the same person: what it says is as telling.
    for (const id of [first.id, before.id]) expect((await open(id)).status).toBe(404)
    for (const part of ['letter', 'questions', 'acts'])
      expect((await clerk.get(`${hall.office}/moving/notices/${first.id}/${part}`)).status).toBe(404)
    const later = await rowOf(
      (await importRows(notice('S-2', { people: [who], kind: 'move-within', plannedOutOn: undefined }))).rows[0]
        ?.receiptNumber,
    )
    expect(later.confidential).toBe(true)
    for (const view of ['open', 'match', 'no-visit', 'ended'])
      expect((await clerk.get(`${hall.office}/moving?view=${view}`)).text).not.toMatch(/試験 秘/)
    const search = await clerk.get(`${hall.office}/moving/search`)
    const kana = { kana: 'シケン ヒミツ', born: '1982-02-02' }
    expect((await clerk.submit(search, kana, '/moving/search')).text).not.toContain('試験 秘')
    const own = await chief.get(`${hall.office}/moving/search`)
    expect((await chief.submit(own, kana, '/moving/search')).text).toContain('試験 秘')
    // A form begun from it becomes a case that others do not see either.
    const notices = `/moving/notices/${first.id}`
    const begun = await chief.submit(
      await chief.get(`${hall.office}${notices}`),
      { mark: 'child-allowance|1|begin' },
      `${notices}/follow-ups`,
    )
    expect(begun.path).toMatch(/^\/cases\/paper\//)
    const consent = { 'consents.records.agreed': 'yes' }
    const registered = await chief.submit(begun, { ...consent, do: 'register' }, begun.path)
    expect(registered.status).toBe(200)
    const [made] = await office()
      .selectFrom('case_file')
      .select(['confidential', 'id'])
      .where('channel', '=', 'counter')
      .orderBy('arrived_at', 'desc')
      .limit(1)
      .execute()
    expect(made?.confidential).toBe(true)
    // Lifted, it is lifted for this notice alone.
    await chief.submit(
      await chief.get(`${hall.office}${notices}`),
      { confidential: 'no' },
      `${notices}/confidentiality`,
    )
    expect((await open(first.id)).status).toBe(200)
    expect((await open(before.id)).status).toBe(404)
  }, 60_000)
})

describe('matching', () => {
  const people = [{ ...person('三', 'サン', '1975-03-03'), self: true }]
  test('joins what agrees in full, asks a clerk about the rest, and takes only what it offered', async () => {
    const first = await rowOf((await importRows(notice('M-1', { people }))).rows[0]?.receiptNumber)
    expect([first.match, first.state]).toEqual(['none', 'matched'])
    const second = await rowOf((await importRows(notice('M-2', { people }))).rows[0]?.receiptNumber)
    expect([second.match, second.household_id]).toEqual(['automatic', first.id])
    const elsewhere = { people, to: { line: '山口県柳井市柳井1-1' } }
    const third = await rowOf((await importRows(notice('M-3', elsewhere))).rows[0]?.receiptNumber)
    expect([third.match, third.state]).toEqual(['open', 'received'])
    // Nothing is prepared while it is open.
    expect((await open(third.id)).text).not.toContain('準備を終える')
    const wrong = await act(third.id, { household: '11111111-1111-4111-8111-111111111111' }, 'match')
    expect(wrong.status).toBe(409)
    await act(third.id, { household: first.id }, 'match')
    expect(await rowOf(third.receipt_number)).toMatchObject({
      match: 'picked',
      state: 'matched',
      household_id: first.id,
    })
  })

  test('an older page changes nothing', async () => {
    const row = await rowOf(
      (await importRows(notice('M-4', { people: [{ ...person('八', 'ハチ', '1976-01-01'), self: true }] }))).rows[0]
        ?.receiptNumber,
    )
    const stale = await open(row.id)
    await act(row.id, { act: 'prepare' })
    const answer = await clerk.submit(stale, { act: 'cancel' }, `/moving/notices/${row.id}/acts`)
    expect(answer.status).toBe(409)
    expect((await rowOf(row.receipt_number)).state).toBe('prepared')
  })
})

test('follow-ups stand with the person they are about, are ticked off, and what is not known is asked', async () => {
  const child = { ...person('子', 'コ', addDays(today, -3000)), card: false }
  const row = await rowOf(
    (
      await importRows(
        notice('F-1', { people: [{ ...person('親', 'オヤ', '1985-01-01'), card: true, self: true }, child] }),
      )
    ).rows[0]?.receiptNumber,
  )
  const page = await open(row.id)
  expect(page.text).toContain('わからないことが')
  const at = page.text.indexOf('<h3>試験 子</h3>')
  expect(at).toBeGreaterThan(0)
  expect(page.text.indexOf('value="school|1|done"')).toBeGreaterThan(at)
  expect(page.text).not.toContain('value="school|0|done"')
  const marked = await clerk.submit(page, { mark: 'school|1|done' }, `/moving/notices/${row.id}/follow-ups`)
  expect(marked.text).toContain('済み（')
  const other = await clerk.submit(marked, { mark: 'school|0|done' }, `/moving/notices/${row.id}/follow-ups`)
  expect(other.status).toBe(409)
  // Handed over: the form has the people, and two clicks on one page are one form.
  const begin = () => clerk.submit(marked, { mark: 'child-allowance|1|begin' }, `/moving/notices/${row.id}/follow-ups`)
  const [form, twice] = [await begin(), await begin()]
  expect(form.path).toMatch(/^\/cases\/paper\/[0-9a-f-]{36}$/)
  expect(twice.path).toBe(form.path)
  for (const typed of ['value="試験"', 'value="親"', 'value="子"', 'value="シケン"']) expect(form.text).toContain(typed)
  expect((await open(row.id)).text).toContain('申請書をはじめた（')
  // What has ended is not ticked any more, also from a page that was open before.
  await act(row.id, { act: 'cancel' })
  expect((await clerk.submit(marked, { mark: 'school|1|clear' }, `/moving/notices/${row.id}/follow-ups`)).status).toBe(
    409,
  )
  expect((await begin()).status).toBe(409)
}, 60_000)

test('what it was compared with is erased: the notice is not stuck', async () => {
  const people = [{ ...person('忘', 'ワスレ', '1969-09-09'), self: true }]
  const first = await rowOf((await importRows(notice('G-1', { people }))).rows[0]?.receiptNumber)
  const moved = notice('G-2', { people, to: { line: '山口県柳井市柳井2-2' } })
  const second = await rowOf((await importRows(moved)).rows[0]?.receiptNumber)
  expect(second.match).toBe('open')
  await office().deleteFrom('moving_token').where('notice_id', '=', first.id).execute()
  expect((await open(second.id)).text).toContain('いまは表示できません')
  await act(second.id, { household: second.id }, 'match')
  expect(await rowOf(second.receipt_number)).toMatchObject({ match: 'picked', state: 'matched' })
})

test('seats are never oversold, however many ask at once', async () => {
  const place = { counter: 'residents', day: addDays(today, 20), starts: '09:00' }
  const asked = await Promise.all(Array.from({ length: 12 }, () => takeSlot(office(), place, 3)))
  expect(asked.filter(Boolean)).toHaveLength(3)
})

describe('a resident’s booking', () => {
  const day = (name: string, value: string) => ({
    [`${name}.era`]: 'seireki',
    [`${name}.year`]: value.slice(0, 4),
    [`${name}.month`]: value.slice(5, 7),
    [`${name}.day`]: value.slice(8, 10),
  })
  const address = (name: string) => ({
    [`${name}.postcode`]: '7421351',
    [`${name}.prefecture`]: '山口県',
    [`${name}.city`]: '柳井市',
    [`${name}.town`]: '旭ケ丘',
    [`${name}.block`]: '1-2',
  })
  const send = (page: TestPage, fields: Readonly<Record<string, string>>) =>
    resident.submit(page, fields, new URL(page.url).pathname)
  const booking = (number: string) => {
    const services = hall.hall.zones.get('internet')?.services
    if (services === undefined) throw new Error('no internet zone')
    return services.db
      .city<InternetDb>('yanai')
      .selectFrom('moving_booking')
      .selectAll()
      .where('receipt_number', '=', number)
      .executeTakeFirstOrThrow()
  }
  const internetDb = () => {
    const services = hall.hall.zones.get('internet')?.services
    if (services === undefined) throw new Error('no internet zone')
    return services.db.city<InternetDb>('yanai')
  }
  const settled = () => ctx.services.relay.settled()
  let number = ''
  let secret = ''
  let session = ''

  test('goes page by page to a seat, a number and a secret; the office has the notice', async () => {
    const internet = hall.hall.zones.get('internet')?.services
    if (internet === undefined) throw new Error('no internet zone')
    session = (await residentSession(internet, 'yanai', { assurance: 'contact', email: 'moving@example.jp' })).cookie
    const [cookie = '', held = ''] = session.split('=')
    resident.cookies.set(cookie, held)
    let page = await resident.get(`${hall.portal}/moving/visit/move`)
    const move = { 'move.kind': 'move-within', ...day('move.on', today), 'move.part': 'all', 'move.members': '1' }
    page = await send(page, move)
    expect(page.path).toBe('/moving/visit/people')
    const name = {
      'people.0.name.family': '予約',
      'people.0.name.given': '花子',
      'people.0.familyKana': 'ヨヤク',
      'people.0.givenKana': 'ハナコ',
    }
    page = await send(page, {
      ...name,
      ...day('people.0.birth', '1990-05-05'),
      'people.0.card': 'yes',
      'people.0.foreign': 'no',
    })
    expect(page.path).toBe('/moving/visit/places')
    page = await send(page, { ...address('to.address'), 'to.joins': 'no', ...address('from.address') })
    expect(page.path).toBe('/moving/visit/needs')
    page = await send(page, { 'needs.insurance': 'national', 'needs.has': 'dog' })
    page = await send(page, {
      'contact.phone': '0820001111',
      'contact.email': 'hanako@example.jp',
      'contact.who': 'self',
    })
    expect(page.path).toBe('/moving/visit-time')
    const first = /<option value="(\d{4}-\d{2}-\d{2})"/.exec(page.text)?.[1] ?? ''
    page = await send(page, { day: first, do: 'day' })
    const slot = /value="(residents\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    page = await send(page, { day: first, slot, do: 'slot' })
    expect(page.path).toBe('/moving/visit-check')
    page = await send(page, {})
    expect(page.path).toBe('/moving/visit-done')
    ;[number = '', secret = ''] = [...page.text.matchAll(/class="receipt-number">([^<]+)</g)].map(
      (match) => match[1] ?? '',
    )
    expect(number).toMatch(/^HK-R\d+-00/)
    expect(page.text).toContain('犬')
    await settled()
    const row = await rowOf(number)
    expect(row).toMatchObject({ source: 'portal', kind: 'move-within', visit_day: first, visit_pot: 'online' })
    expect((await open(row.id)).text).toContain('予約　花子')
    // The browser’s back button: the same form again books nothing.
    expect((await resident.get(`${hall.portal}/moving/visit-check`)).path).toBe('/moving/visit-done')
  }, 60_000)

  test('opens with number and secret only', async () => {
    const enter = await new TestBrowser().get(`${hall.portal}/moving/booking`)
    expect(enter.status).toBe(200)
    const stranger = new TestBrowser()
    const page = await stranger.get(`${hall.portal}/moving/booking`)
    expect((await stranger.submit(page, { number, secret: 'ABCDE-FGHJK' }, '/moving/booking')).status).toBe(422)
    expect((await stranger.get(`${hall.portal}/moving/booked`)).path).toBe('/moving/booking')
    const own = await resident.submit(
      await resident.get(`${hall.portal}/moving/booking`),
      { number, secret },
      '/moving/booking',
    )
    expect(own.path).toBe('/moving/booked')
    expect(own.text).not.toContain('花子')
  })

  test('is moved by the office, and by the resident, whose newer act goes before', async () => {
    const before = await rowOf(number)
    const page = await open(before.id)
    const seat = /<option value="(residents\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    await act(before.id, { slot: seat }, 'slot')
    expect(await rowOf(number)).toMatchObject({ visit_pot: 'office' })
    await settled()
    expect(await booking(number)).toMatchObject({ pot: 'office', starts: seat.split('/')[2] })
    let time = await resident.get(`${hall.portal}/moving/booked/time`)
    const days = [...time.text.matchAll(/<option value="(\d{4}-\d{2}-\d{2})"/g)].map((match) => match[1] ?? '')
    time = await send(time, { day: days[1] ?? '', do: 'day' })
    const slot = /value="(residents\/[^"]+)"/.exec(time.text)?.[1] ?? ''
    const changed = await send(time, { day: days[1] ?? '', slot, do: 'slot' })
    expect(changed.path).toBe('/moving/booked?said=changed')
    await settled()
    expect(await rowOf(number)).toMatchObject({ visit_pot: 'online', visit_day: days[1], resident_version: 2 })
  }, 60_000)

  test('is cancelled by the resident: the seat is free, the office knows, and twice is once', async () => {
    const before = await booking(number)
    const taken = async () =>
      internetDb()
        .selectFrom('moving_slot')
        .select('taken')
        .where('day', '=', before.day)
        .where('starts', '=', before.starts)
        .executeTakeFirst()
    const seats = (await taken())?.taken ?? 0
    // The office’s word crosses the resident’s: the newer act of the resident holds, and both sides show the same in the end.
    const ask = await resident.get(`${hall.portal}/moving/booked/cancellation`)
    const done = await send(ask, {})
    expect(done.path).toBe('/moving/booked')
    expect(done.text).toContain('取り消しました')
    await send(ask, {})
    await settled()
    expect(await rowOf(number)).toMatchObject({ state: 'cancelled', visit_day: null })
    expect(await booking(number)).toMatchObject({ state: 'cancelled' })
    expect((await taken())?.taken).toBe(seats - 1)
    const mails = await office().selectFrom('moving_notice').select('id').where('receipt_number', '=', number).execute()
    expect(mails).toHaveLength(1)
  }, 60_000)

  test('that the office has ended meanwhile is told as ended, whatever was pressed on the portal', async () => {
    const city = internetDb()
    const row = await rowOf(number)
    await city
      .updateTable('moving_booking')
      .set({ state: 'booked', version: 9 })
      .where('receipt_number', '=', number)
      .execute()
    const slot = { counter: 'residents', day: addDays(today, 9), starts: '09:00' }
    await takeVisit(ctx, office() as never, 'yanai', {
      act: 'change',
      receiptNumber: number,
      version: 9,
      at: new Date().toISOString(),
      slot,
    })
    await settled()
    expect((await rowOf(number)).state).toBe(row.state)
    expect((await booking(number)).state).toBe('cancelled')
    // For the tests that follow: it stands again, with its visit.
    await city.updateTable('moving_booking').set({ state: 'booked' }).where('receipt_number', '=', number).execute()
    await office()
      .updateTable('moving_notice')
      .set({
        state: 'matched',
        closed_at: null,
        erase_on: null,
        visit_counter: 'residents',
        visit_day: slot.day,
        visit_starts: '09:00',
        visit_pot: 'online',
      })
      .where('receipt_number', '=', number)
      .execute()
  }, 60_000)

  test('is opened without a number by who was signed in, and by nobody else', async () => {
    const row = await booking(number)
    const home = new TestBrowser()
    const [name = '', value = ''] = session.split('=')
    home.cookies.set(name, value)
    const enter = await home.get(`${hall.portal}/moving/booking`)
    expect(enter.text).toContain(number)
    expect((await home.submit(enter, { own: row.id }, '/moving/booking')).path).toBe('/moving/booked')
    const stranger = new TestBrowser()
    const other = await stranger.get(`${hall.portal}/moving/booking`)
    expect(other.text).not.toContain(number)
    expect((await stranger.submit(other, { own: row.id }, '/moving/booking')).status).toBe(422)
    expect((await stranger.get(`${hall.portal}/moving/booked`)).path).toBe('/moving/booking')
  })

  test('that nobody came for is on the list of the section, with what follows, and ends after its time', async () => {
    const row = await rowOf(number)
    const after = new Date(`${nextOpenDay(addDays(row.visit_day ?? today, 1), () => false)}T03:00:00Z`)
    await runTimers(ctx, 'yanai', after)
    expect((await rowOf(number)).state).toBe('not-shown')
    await settled()
    expect((await booking(number)).state).toBe('not-shown')
    const page = await open(row.id)
    expect(page.text).toContain('来庁がないとき')
    const noted = await clerk.submit(
      page,
      { way: 'phone', note: '留守番電話に入れた' },
      `/moving/notices/${row.id}/contacts`,
    )
    expect(noted.text).toContain('留守番電話に入れた')
    await runTimers(ctx, 'yanai', new Date(after.getTime() + 120 * 86_400_000))
    expect(await rowOf(number)).toMatchObject({ state: 'expired', visit_day: null })
    await runTimers(ctx, 'yanai', new Date(after.getTime() + 600 * 86_400_000))
    expect(await rowOf(number)).toMatchObject({ box: null, name_box: null, wrapped_key: null })
    expect((await open(row.id)).text).toContain('消去しました')
  }, 60_000)
})

test('no address, log line or event code holds a person', async () => {
  const logs = hall.logs.join('\n')
  for (const word of ['試験', 'シケン', 'ヨヤク', '花子', 'hanako@example.jp']) expect(logs).not.toContain(word)
  const owner = await hall.db.owner()
  const { rows } = await owner.query<{ codes: string }>(
    `select codes::text as codes from office.event where stream = 'moving'`,
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { codes } of rows) expect(codes).not.toMatch(/試験|シケン|予約|ヨヤク|柳井市/)
})
