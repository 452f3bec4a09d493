import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestCityHall, testCityHall } from '../../../test/support/city-hall.ts'
import { testFolder } from '../../../test/support/folder.ts'
import { addDays, dayOf } from '../../civic/day.ts'
import { movingImport } from '../../commands/moving-import.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { TestBrowser } from '../identity/test-support/browser.ts'
import { catalogueOf } from '../procedures/index.ts'
import { importFile, type Moving, ownLayout } from './index.ts'
import { runTimers } from './timers.ts'

let hall: TestCityHall
let ctx: Moving
const clerk = new TestBrowser()
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
  const first = await run({ 'city-id': 'yanai' }, true)
  expect([first.code, JSON.parse(first.said)]).toMatchObject([1, { accepted: 1, refused: 1, known: 0 }])
  expect(first.said).not.toContain('試験')
  const again = await run({ 'city-id': 'yanai' }, false)
  expect(again.said).toMatch(/1\tknown\tHK-.*\n2\trefused\t.*movedOn/)
  expect((await run({ 'city-id': 'yanai', layout: 'mynaportal' }, false)).said).toContain('要確認')
  await expect(run({ 'city-id': 'nowhere' }, false)).rejects.toThrow('--city-id')
}, 60_000)

test('a visit that nobody finished ends after its time, and is erased like the others', async () => {
  const { rows } = await importRows(notice('left-as-visited'))
  const number = rows[0]?.receiptNumber
  const now = new Date()
  const visited_at = new Date(now.getTime() - 59 * 86_400_000)
  await office()
    .updateTable('moving_notice')
    .set({ state: 'visited', visited_at })
    .where('receipt_number', '=', number ?? '')
    .execute()
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
  await runTimers(ctx, 'yanai', now)
  expect(await rowOf(number)).toMatchObject({ state: 'visited', erase_on: null })
  await runTimers(ctx, 'yanai', inDays(2))
  expect(await rowOf(number)).toMatchObject({ state: 'done', erase_on: addDays(dayOf(inDays(2)), 365) })
  await runTimers(ctx, 'yanai', inDays(400))
  expect(await rowOf(number)).toMatchObject({ state: 'done', box: null, wrapped_key: null })
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
