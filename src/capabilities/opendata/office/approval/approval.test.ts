import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { addFirstAdministrator } from '../../../identity/index.ts'
import { TestBrowser, type TestPage } from '../../../identity/test-support/browser.ts'
import { staffSession } from '../../../identity/test-support/sessions.ts'
import { draftPath, type OpenOffice, openOffice } from '../../test-support/open-office.ts'
import { messages } from '../pages/messages.ja.ts'
import { addStandardDatasets } from '../standard-datasets.ts'

let office: OpenOffice
let chief: TestBrowser
const dbOf = () => office.db
const open: OpenOffice['open'] = (...asked) => office.open(...asked)
const upload: OpenOffice['upload'] = (...asked) => office.upload(...asked)
const submit = (browser: TestBrowser, page: TestPage, action: string, fields: Record<string, string>) =>
  browser.submit(page, fields, action)

/** What stands in the inputs of the description's form. */
function typedOn({ text }: TestPage): Record<string, string> {
  const plain = (value: string): string => value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  const inputs = [...text.matchAll(/<input\b(?![^>]*type="hidden")[^>]*>/g)].map(([tag]) => [
    /\bname="([^"]*)"/.exec(tag)?.[1] ?? '',
    plain(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ])
  const areas = [...text.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)</g)].map(
    ([, name = '', value = '']) => [name, plain(value)],
  )
  const selects = [...text.matchAll(/<select\b[^>]*\bname="([^"]*)"[\s\S]*?<\/select>/g)].map(([tag, name = '']) => [
    name,
    /<option\b(?=[^>]*\bselected)[^>]*\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '',
  ])
  return Object.fromEntries([...inputs, ...areas, ...selects])
}

const staffId = async (number: string): Promise<string> =>
  (await dbOf().selectFrom('staff_member').select('id').where('staff_number', '=', number).executeTakeFirstOrThrow()).id

beforeAll(async () => {
  office = await openOffice()
  chief = await office.signedIn('S003', 'opendata-publication')
}, 120_000)
afterAll(() => office.town.close())

describe('where the 決裁区分 table knows open data, its route decides', () => {
  let writer: TestBrowser
  let head: TestBrowser
  let draft = ''
  const csv = 'NO,名称,名称_カナ,住所,設置位置,緯度,経度\r\nR1,名,ナ,山口県柳井市柳井,受付,33.9638,132.1016\r\n'
  const approval = (page: TestPage): string =>
    /\/approvals\/[0-9a-f-]{36}/.exec(page.text)?.[0] ?? expect.fail('no document')
  const propose = async (): Promise<TestPage> =>
    submit(writer, await open(writer, `${draft}/publication`), `${draft}/publication`, { do: 'propose', note: '路線' })

  beforeAll(async () => {
    await dbOf()
      .insertInto('approval_matter')
      .values({
        matter: 'dataset-publication',
        label: 'オープンデータの公開',
        decider_rank: 50,
        concurrence: [],
        begins_on: '2026-04-01',
      })
      .execute()
    writer = await office.signedIn('S001', 'opendata')
    head = await office.signedIn('S002', undefined)
    draft = draftPath(await upload(writer, '/datasets/aed', 'route.csv', Buffer.from(csv)))
  })

  test('the route is shown before; whoever wrote in the draft is left out of it', async () => {
    const before = await open(writer, `${draft}/publication`)
    expect(before.text).toMatch(/子育て支援課 課長補佐<\/b><small>承認/)
    expect(before.text).toMatch(/子育て支援課 課長<\/b><small>決裁/)
    const [row] = await dbOf().selectFrom('dataset_draft_row').select('number').execute()
    const at = `${draft}/rows/${row?.number}`
    await submit(chief, await open(chief, at), at, { do: 'save', 'cell-note': '補佐が書いた' })
    expect((await open(writer, `${draft}/publication`)).text).not.toContain('子育て支援課 課長補佐')
  })

  test('nobody decides beside the route; sent back, the clerk reads why; the last act publishes', async () => {
    const proposed = await propose()
    expect(proposed.text).toContain(messages.publication.onRoute)
    const document = approval(proposed)
    const aside = await chief.post(office.town.url('office', `${draft}/publication`), {
      ...(await open(chief, document)).forms()[0]?.hidden,
      csrf:
        (await open(chief, '/datasets/new')).forms().find(({ action }) => action === '/datasets/new')?.hidden.csrf ??
        '',
      do: 'approved',
    })
    expect(aside.status).toBe(422)
    expect(aside.text).toContain(messages.publication.refusals['on-route'])
    // Who wrote in it is not on the route and does not act on the document either.
    const own = await open(chief, document)
    expect(own.text).toContain('オープンデータ「AED設置箇所一覧」の公開について')
    expect(own.text).not.toContain('name="act"')
    const shown = await open(head, document)
    expect(shown.text).toContain('システムが確かめたこと')
    // The post decides; the draft itself is for those with the role.
    expect(shown.text).not.toContain(`href="${draft}"`)
    await submit(head, shown, `${document}/acts`, { act: 'send-back', comment: '説明を詳しく' })
    expect((await open(writer, draft)).text).toContain('差し戻しました：説明を詳しく')
    const again = approval(await propose())
    expect(again).not.toBe(document)
    await submit(writer, await open(writer, again), `${again}/acts`, { act: 'recall', comment: '' })
    expect((await open(writer, draft)).text).not.toContain('差し戻しました')
    // A double click is one proposal, and nobody is told of somebody who was quicker.
    const page = await open(writer, `${draft}/publication`)
    const form = { do: 'propose', note: '路線' }
    const [once, twice] = await Promise.all([1, 2].map(() => submit(writer, page, `${draft}/publication`, form)))
    expect([once?.status, twice?.status]).toEqual([200, 200])
    const last = approval(await open(writer, `${draft}/publication`))
    await submit(head, await open(head, last), `${last}/acts`, { act: 'decide', comment: '' })
    const { rows, content } = await office.sentRows('aed')
    expect([rows.length, content.note]).toEqual([1, '路線'])
    expect((await open(writer, '/datasets/aed')).text).toContain('承認して公開しました')
    const ended = await dbOf().selectFrom('proposal').select('state').orderBy('proposed_at').execute()
    expect(ended.map(({ state }) => state).sort()).toEqual(['decided', 'recalled', 'returned'])
  })

  test('what is said of a published dataset goes the same way; in the absence of the head the deputy decides (代決)', async () => {
    const at = '/datasets/aed/description'
    const page = await open(writer, at)
    expect(page.text).toContain('公開中のデータセットです')
    const said = typedOn(page)
    expect(said).toMatchObject({ titleJa: 'AED設置箇所一覧', update: 'irregular', licence: 'CC-BY-4.0' })
    // Nothing typed otherwise is nothing to propose; what is missing or no choice is told by its input.
    expect((await submit(writer, page, at, said)).text).toContain('いまの内容と同じです')
    const wrong = await submit(writer, page, at, {
      ...said,
      titleEasy: 'AED《えーいーでぃー》',
      titleEn: '',
      licence: 'mine',
      email: 'a b',
    })
    expect([wrong.status, wrong.text.match(/id="(titleEasy|titleEn|licence|email)-error"/g)?.length]).toEqual([422, 4])
    const wanted = { ...said, titleJa: 'AEDの場所', update: 'monthly', licence: 'CC0-1.0', email: 'aed@city.example' }
    const second = await open(chief, at)
    const drafted = await submit(writer, page, at, wanted)
    expect(drafted.text).toMatch(/利用の条件[\s\S]*表示 4\.0[\s\S]*CC0 1\.0/)
    const about = drafted.path.replace(/\/publication.*/, '/about')
    // A second clerk, a file, a slip of the hand: told, not lost.
    expect((await submit(chief, second, at, { ...said, source: 'ほか' })).text).toContain('始めた下書きがあります')
    expect((await open(chief, '/datasets/aed')).text).not.toContain('type="file"')
    expect((await open(writer, about.replace('/about', '/rows'))).status).toBe(404)
    await submit(writer, await open(writer, about), about, { ...wanted, source: '見本市（総務課）' })

    const publication = about.replace('/about', '/publication')
    const proposed = await submit(writer, await open(writer, publication), publication, {
      do: 'propose',
      note: '見直し',
    })
    const document = approval(proposed)
    const own = await open(chief, document)
    expect(own.text).toContain('オープンデータ「AED設置箇所一覧」の説明の変更について')
    expect(own.text).toMatch(/更新の頻度[\s\S]*決まっていません → 毎月/)
    const [away, deputy] = await Promise.all(['S002', 'S003'].map((number) => staffId(number)))
    const today = office.town.office.clock.now().toISOString().slice(0, 10)
    const absence = { staff_id: away, deputy_id: deputy, begins_on: today, ends_on: today, entered_by: deputy }
    await dbOf()
      .insertInto('absence')
      .values({ ...absence, reason: 'leave', entered_at: new Date() } as never)
      .execute()
    await submit(chief, own, `${document}/acts`, { act: 'approve', comment: '' })
    // Still the old one outside.
    expect((await office.sentRows('aed')).content.definition.title.ja).toBe('AED設置箇所一覧')
    await submit(chief, await open(chief, document), `${document}/acts`, { act: 'decide', comment: '' })
    const { rows, content } = await office.sentRows('aed')
    expect([rows.length, content.definition.title.ja, content.definition.update]).toEqual([1, 'AEDの場所', 'monthly'])
    expect(content.about).toMatchObject({
      licence: { id: 'CC0-1.0' },
      section: { email: 'aed@city.example' },
      source: '見本市（総務課）',
    })
    expect(content.changes.described).toEqual(['titleJa', 'update', 'email', 'licence', 'source'])
    const dataset = await open(writer, '/datasets/aed')
    expect(dataset.text).toContain('の代決）')
    expect(dataset.text).toContain('利用の条件：クリエイティブ・コモンズ 表示 4.0 国際 → CC0 1.0')
    expect(dataset.text).toContain('type="file"')
    // The head sees it afterwards (後閲); the same form of before does nothing more.
    await dbOf().updateTable('absence').set({ cancelled_at: new Date() }).execute()
    expect((await open(head, '/approvals')).text).toContain('後閲する文書')
    await submit(head, await open(head, document), `${document}/acts`, { act: 'post-review', comment: '' })
    expect((await open(head, '/approvals')).text).not.toContain(document)
    await submit(writer, page, at, wanted)
    expect((await open(writer, '/datasets/aed')).text).toContain('type="file"')
  })

  test('what is said of a dataset that is not public is changed at once, and goes into its draft', async () => {
    const toilet = 'NO,名称,名称_カナ,住所,設置位置,緯度,経度\r\nT1,名,ナ,山口県柳井市柳井,受付,33.9638,132.1016\r\n'
    const path = draftPath(await upload(writer, '/datasets/public-toilet', 'toilet.csv', Buffer.from(toilet)))
    const at = '/datasets/public-toilet/description'
    const [page, theirs] = [await open(writer, at), await open(chief, at)]
    const saved = await submit(writer, page, at, { ...typedOn(page), titleJa: 'みんなのトイレ' })
    expect([saved.path, saved.text.includes('みんなのトイレ')]).toEqual([
      '/datasets/public-toilet?done=described',
      true,
    ])
    expect((await open(writer, path)).text).toContain('みんなのトイレ')
    const late = await submit(chief, theirs, at, { ...typedOn(theirs), source: 'ほか' })
    expect(late.text).toContain('ほかの人がこのデータセットを変えました')
  })
})

test('a desk of one person begins open data with what a new city gives it, and is told who is missing', async () => {
  const { town } = office
  const { office: services, other } = town
  Object.assign(other, { code: '352047' })
  const person = { staffNumber: 'x1', name: '初 代', kana: 'ハツ ダイ' }
  expect(await addFirstAdministrator(services, { ...other, demo: false }, person, services.clock.now())).toContain(
    '/enrol/',
  )
  await addStandardDatasets(services, { ...other, demo: false })
  const { cookie } = await staffSession(services, other.id, 'X1')
  const [name = '', value = ''] = cookie.split('=')
  const desk = new TestBrowser()
  desk.cookies.set(name, value)
  const go = (to: string): Promise<TestPage> => desk.get(town.otherUrl('office', to))
  const list = await go('/datasets')
  for (const title of ['AED設置箇所一覧', '指定緊急避難場所一覧', '公共施設一覧']) expect(list.text).toContain(title)
  // Facilities come from their register as soon as somebody begins it; before that a file is as good.
  const csv = 'ID,名称,名称_カナ,所在地_連結表記,車椅子可\r\nPF1,公民館,コウミンカン,山口県萩市江向1,有\r\n'
  const dataset = await go('/datasets/public-facility')
  expect(dataset.text).toContain('台帳で持つ')
  const form = dataset.forms().find(({ action }) => action === '/datasets/public-facility/file')
  const body = new FormData()
  for (const [key, each] of Object.entries(form?.hidden ?? {})) body.append(key, each)
  body.append('file', new File([csv], 'facilities.csv'))
  const posted = await fetch(town.otherUrl('office', '/datasets/public-facility/file'), {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie, origin: new URL(dataset.url).origin, 'sec-fetch-site': 'same-origin' },
  })
  const draft = posted.headers.get('location') ?? expect.fail('no draft')
  // Nobody else may approve: it is said before anything is proposed, with the way to give the role.
  const alone = await go(`${draft}/publication`)
  expect(alone.text).toContain(messages.publication.nobody)
  expect(alone.text).toContain('href="/organisation/people"')
  const people = (await go('/organisation/people')).text
  const self = /\/organisation\/people\/[0-9a-f-]{36}/.exec(people)?.[0] ?? expect.fail('nobody')
  const roles = await go(self)
  expect(roles.text).toContain('オープンデータを直す、オープンデータの公開を承認する')
  // A second person approves; then the register takes the published rows over, and files are no more.
  const db = services.db.city<OfficeDb>(other.id)
  const second = randomUUID()
  await db
    .insertInto('staff_member')
    .values({ id: second, staff_number: 'X2', name: '二 代', name_kana: 'ニ', begins_on: '2026-04-01' })
    .execute()
  const [place] = await db.selectFrom('assignment').select(['section_id', 'post_id']).execute()
  await db
    .insertInto('assignment')
    .values({ ...place, staff_id: second, kind: 'principal', begins_on: '2026-04-01' } as never)
    .execute()
  await db
    .insertInto('role_grant')
    .values({ staff_id: second, role: 'opendata-publication', begins_on: '2026-04-01' })
    .execute()
  await db.insertInto('register').values({ register: 'facilities', label: '公共施設', facts: '{}' }).execute()
  const to = (browser: TestBrowser, page: TestPage, action: string, fields: Record<string, string>) =>
    browser.submit(page, fields, action)
  expect((await go(`${draft}/publication`)).text).toContain('承認できる人：二 代')
  await to(desk, await go(`${draft}/publication`), `${draft}/publication`, { do: 'propose', note: 'はじめて' })
  const approver = new TestBrowser()
  const [cookieName = '', cookieValue = ''] = (await staffSession(services, other.id, 'X2')).cookie.split('=')
  approver.cookies.set(cookieName, cookieValue)
  const waiting = await approver.get(town.otherUrl('office', `${draft}/publication`))
  const approved = await to(approver, waiting, `${draft}/publication`, { do: 'approved' })
  expect(approved.text).toContain(messages.draft.done.approved)
  const copied = await to(desk, await go('/datasets/public-facility'), '/datasets/public-facility/register', {})
  expect(copied.text).toContain(messages.draft.done.copied)
  expect(copied.text).toContain(messages.dataset.derived)
  const entries = await db.selectFrom('register_entry').select(['entry', 'facts']).execute()
  expect(entries).toEqual([
    { entry: 'pf1', facts: { kana: 'コウミンカン', address: '山口県萩市江向1', wheelchair: true } },
  ])
})
