import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestCityHall, testCityHall } from '../../../test/support/city-hall.ts'
import { addDays, dayOf } from '../../civic/day.ts'
import { nextOpenDay } from '../../civic/period.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { TestBrowser, type TestPage } from '../identity/test-support/browser.ts'
import { residentSession } from '../identity/test-support/sessions.ts'
import { catalogueOf } from '../procedures/index.ts'
import { takeVisit } from './from-portal.ts'
import type { Moving } from './index.ts'
import { takeSlot } from './store/slots.ts'
import { runTimers } from './timers.ts'

let hall: TestCityHall
let ctx: Moving
const clerk = new TestBrowser()
const resident = new TestBrowser()
const today = dayOf(new Date())

beforeAll(async () => {
  hall = await testCityHall()
  const services = hall.hall.zones.get('office')?.services as ZoneServices<'office'>
  ctx = { services, catalogue: catalogueOf(services), papers: { begin: async () => undefined } }
  await clerk.submit(await clerk.get(`${hall.office}/sign-in`), { person: 'A031' }, '/sign-in/demo')
}, 300_000)
afterAll(() => hall?.close())

const office = () => ctx.services.db.city<OfficeDb>('yanai')
const rowOf = (receiptNumber: string | undefined) =>
  office()
    .selectFrom('moving_notice')
    .selectAll()
    .where('receipt_number', '=', receiptNumber ?? '')
    .executeTakeFirstOrThrow()
const open = (id: string) => clerk.get(`${hall.office}/moving/notices/${id}`)
const act = async (id: string, fields: Readonly<Record<string, string>>, part = 'acts') =>
  clerk.submit(await open(id), fields, `/moving/notices/${id}/${part}`)

test('seats are never oversold, however many ask at once', async () => {
  const place = { counter: 'residents', day: addDays(today, 20), starts: '09:00' }
  const asked = await Promise.all(Array.from({ length: 12 }, () => takeSlot(office(), place, 3)))
  expect(asked.filter(Boolean)).toHaveLength(3)
})

describe('a resident’s booking', () => {
  const day = (name: string, value: string) => ({
    [`${name}.era`]: 'ad',
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

  test('says what this household has to bring, and not what others have to', async () => {
    const other = new TestBrowser()
    const next = (page: TestPage, fields: Readonly<Record<string, string>>) =>
      other.submit(page, fields, new URL(page.url).pathname)
    const withCard = async (card: 'yes' | 'no') => {
      let page = await other.get(`${hall.portal}/moving/visit/move`)
      page = await next(page, {
        'move.kind': 'move-in',
        ...day('move.on', today),
        ...day('move.planned', today),
        'move.part': 'all',
        'move.members': '1',
      })
      page = await next(page, {
        'people.0.name.family': '持物',
        'people.0.name.given': '一',
        'people.0.familyKana': 'モチモノ',
        'people.0.givenKana': 'ハジメ',
        ...day('people.0.birth', '1990-05-05'),
        'people.0.card': card,
        'people.0.foreign': 'no',
      })
      page = await next(page, { ...address('to.address'), 'to.joins': 'no', ...address('from.address') })
      page = await next(page, { 'needs.insurance': 'national' })
      page = await next(page, { 'contact.phone': '0820001111', 'contact.who': 'self' })
      const first = /<option value="(\d{4}-\d{2}-\d{2})"/.exec(page.text)?.[1] ?? ''
      page = await next(page, { day: first, do: 'day' })
      const slot = /value="(residents\/[^"]+)"/.exec(page.text)?.[1] ?? ''
      page = await next(await next(page, { day: first, slot, do: 'slot' }), {})
      expect(page.path).toBe('/moving/visit-done')
      // Done with this one: the browser begins anew.
      await other.submit(page, {}, '/moving/visit-done')
      return page.text
    }
    const cards = '引っ越す人全員の分'
    const certificate = '前の市の転出証明書'
    const holder = await withCard('yes')
    expect(holder).toContain(cards)
    expect(holder).not.toContain(certificate)
    const without = await withCard('no')
    expect(without).toContain(certificate)
    expect(without).not.toContain(cards)
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
