import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../src/civic/day.ts'
import { samplePhoto } from '../hostile/people.ts'
import { type TestCityHall, testCityHall } from '../support/city-hall.ts'
import type { FormValues } from '../tour/browser.ts'
import { Resident } from '../tour/resident.ts'
import { StaffMember } from '../tour/staff.ts'
import { first, further, type Question } from './festival-form.ts'

let hall: TestCityHall
beforeAll(async () => {
  hall = await testCityHall()
}, 180_000)
afterAll(() => hall.close())

/**
 * A clerk at the screens of the designer; no YAML is typed anywhere. `seconds` is the time of somebody who has never seen them:
 * ten to read a screen and find the next button, four for each thing picked, 0.8 for each letter (romaji and conversion).
 */
class Clerk {
  copy = ''
  seconds = 0
  constructor(readonly member: StaffMember) {}

  async open(part = ''): Promise<void> {
    this.seconds += 10
    await this.member.browser.open(`${this.member.office}${this.copy}${part}`)
  }
  async send(action: RegExp, values: FormValues, button?: { readonly name: string; readonly value: string }) {
    const { browser } = this.member
    for (const [name, value] of Object.entries(values))
      this.seconds += /type|required|how|owner|matter|field/.test(name) ? 4 : 0.8 * String(value).length
    await browser.send(browser.form({ action }), values, button)
    expect(browser.current().status, browser.says().slice(0, 900)).toBe(200)
  }
  async add(what: 'page' | 'field', at: string, values: FormValues): Promise<void> {
    await this.open(`/add?what=${what}&at=${at}`)
    await this.send(/\/add\?/, values)
  }
  /** Adds a question by the link that stands on the screen, and picks its condition. */
  async ask(group: string, { label, type, optional, choices = [], when }: Question, at: number): Promise<void> {
    if (at > 0) await this.add('field', group, question({ label, type, optional, choices }))
    if (when === undefined) return
    await this.open(`/item?at=${group}.fields.${at}`)
    await this.send(/\/item\?/, { 'when.0.field': when.field, 'when.0.how': 'eq', 'when.0.value': when.value })
  }
  expect(words: string | RegExp): void {
    this.member.browser.expect(words, 'the screen says it')
  }
}

function question({ label, type, optional, choices = [] }: Question, key = 'label'): FormValues {
  const typed = choices.map((choice, at) => [`choices.${at}.ja`, choice])
  return { [`${key}.ja`]: label, type, ...(optional ? { required: 'no' } : {}), ...Object.fromEntries(typed) }
}

it('thirty questions on five screens with four conditions take somebody new less than fifteen minutes', async () => {
  const clerk = new Clerk(new StaffMember(hall.office, 'A071'))
  await clerk.member.signIn()
  await clerk.open('/designer/new')
  const begun = { id: 'park-festival', name: '公園で催しをする', prefix: 'QF', owner: 'policy' }
  await clerk.send(/\/designer\/new$/, { how: 'blank', ...begun, matter: 'event-participation' })
  clerk.copy = new URL(clerk.member.browser.current().url).pathname
  for (const [at, each] of first.entries()) await clerk.ask('pages.0.groups.0', each, at + 1)
  for (const [page, { title, questions }] of further.entries()) {
    const [opening, ...others] = questions
    if (opening === undefined) throw new Error('A screen begins with a question.')
    await clerk.add('page', '', { 'label.ja': title, ...question(opening, 'first') })
    for (const [at, each] of others.entries()) await clerk.ask(`pages.${page + 1}.groups.0`, each, at + 1)
  }
  await clerk.open()
  clerk.expect('公開を提案できます')
  await clerk.open('/pages')
  const root = clerk.member.browser.current().root
  const links = (at: RegExp) =>
    root.querySelectorAll('a').filter((each) => at.test(each.getAttribute('href') ?? '')).length
  expect([links(/item\?at=pages\.\d$/), links(/\.fields\.\d+$/)]).toEqual([5, 30])
  for (const page of [1, 2, 3]) {
    await clerk.open(`/trial/pages/page-${page}`)
    expect(clerk.member.browser.current().status, `page ${page}`).toBe(200)
  }
  // Proposed, too: a day and a reason.
  clerk.seconds += 40
  expect(clerk.seconds).toBeLessThan(15 * 60)
  expect(clerk.seconds, 'the count sees the work').toBeGreaterThan(5 * 60)
}, 240_000)

it('a clerk makes a form on screens alone, another approves, and a resident files it', async () => {
  const writer = new Clerk(new StaffMember(hall.office, 'A071'))
  await writer.member.signIn()
  await writer.open('/designer/new')
  await writer.send(/\/designer\/new$/, {
    how: 'blank',
    id: 'park-use',
    name: '公園を使う',
    prefix: 'QP',
    owner: 'policy',
    matter: 'event-participation',
  })
  writer.copy = new URL(writer.member.browser.current().url).pathname
  writer.expect('下書きを作りました')
  const form = 'pages.0.groups.0'
  const text = (ja: string) => ({ 'label.ja': ja, 'label.easy': ja, 'label.en': ja })
  await writer.add('field', form, { ...text('電話番号'), type: 'phone' })
  await writer.add('field', form, { ...text('メールアドレス'), type: 'email', required: 'no' })
  await writer.add('page', '', {
    'label.ja': '使う日と目的',
    id: 'use',
    'first.ja': '目的',
    type: 'choice',
    'choices.0.ja': '遠足',
    'choices.0.id': 'outing',
    'choices.1.ja': 'そのほか',
    'choices.1.id': 'other',
  })
  const use = 'pages.1.groups.0'
  await writer.add('field', use, { ...text('そのほかの目的'), id: 'otherPurpose', type: 'text' })
  await writer.add('field', use, { ...text('使う日'), id: 'useOn', type: 'date' })
  await writer.add('field', use, { ...text('人数'), id: 'people', type: 'number' })
  await writer.add('page', '', { 'label.ja': '準備', 'first.ja': '道具を借りますか', type: 'yes-no' })
  const ready = 'pages.2.groups.0'
  await writer.add('field', ready, { ...text('始める時刻'), id: 'from', type: 'time' })
  await writer.add('field', ready, { ...text('伝えたいこと'), id: 'remarks', type: 'long-text', required: 'no' })

  // The condition is picked: the other purpose is asked only when it is another.
  await writer.open(`/item?at=${use}.fields.1`)
  await writer.send(/\/item\?/, { 'when.0.field': 'group1.field1', 'when.0.how': 'eq', 'when.0.value': 'そのほか' })
  await writer.open(`/item?at=${use}.fields.1`)
  expect(
    writer.member.browser
      .form({ action: /\/item\?/ })
      .querySelector('[name="when.0.value"]')
      ?.getAttribute('value'),
  ).toBe('そのほか')
  await writer.open('/rules')
  await writer.send(
    /\/rules$/,
    {
      'must.0.field': 'group1.useOn',
      'must.0.how': 'ge',
      'must.0.value': '今日',
      at: 'group1.useOn',
      severity: 'refuse',
      'message.ja': '使う日は、今日か今日よりあとにしてください',
    },
    { name: 'do', value: 'add' },
  )
  // The last page goes up and down again.
  await writer.open('/pages')
  await writer.send(/\/pages$/, {}, { name: 'do', value: 'up:pages.2' })
  await writer.send(/\/pages$/, {}, { name: 'do', value: 'down:pages.1' })
  await writer.open('/terms')
  await writer.send(/\/terms$/, { days: '10' })
  await writer.open('/words?part=guide')
  await writer.send(/\/words\?/, { 'summary:easy': '公園《こうえん》を 使《つか》う ときの 手続《てつづ》きです。' })
  await writer.open()
  writer.expect('公開を提案できます')

  await writer.open('/trial')
  writer.expect('使う日と目的')
  for (const language of ['ja', 'easy', 'en']) {
    await writer.open(`/trial/pages/use?in=${language}`)
    expect(writer.member.browser.current().status).toBe(200)
    expect(writer.member.browser.form({ action: /trial/ }).querySelector('[name="group1.people"]')).not.toBeNull()
  }
  await writer.member.browser.send(writer.member.browser.form({ action: /trial/ }), { 'group1.people': 'たくさん' })
  expect(writer.member.browser.current().status).toBe(422)
  await writer.open('/publication')
  await writer.send(/\/publication$/, { holdsFrom: dayOf(new Date()), reason: '公園の受付を始める' })
  writer.expect('承認を待ちます')

  const head = new Clerk(new StaffMember(hall.office, 'A072'))
  await head.member.signIn()
  head.copy = writer.copy
  await head.open('/differences')
  head.expect('新しい手続です')
  await head.open('/publication')
  await head.send(/\/publication\/[0-9a-f-]{36}$/, {}, { name: 'do', value: 'approved' })
  head.expect('承認しました')

  const resident = new Resident(hall.portal, null, 'park@example.jp', await samplePhoto())
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await resident.browser.open(`${hall.portal}/procedures/park-use`)
    if (resident.browser.current().status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  await resident.begin('park-use')
  await resident.fill({
    values: {
      'applicant.name.family': '見本',
      'applicant.name.given': '花子',
      'applicant.field1': '0820000000',
      'group1.field1': 'other',
      'group1.otherPurpose': '写生の会',
      'group1.useOn.era': 'ad',
      'group1.useOn.year': '2031',
      'group1.useOn.month': '5',
      'group1.useOn.day': '5',
      'group1.people': '12',
      'group2.field1': 'no',
      'group2.from': '10:30',
    },
    files: [],
    counts: {},
  })
  resident.browser.expect('写生の会', 'the picked condition asked for it')
  const { receiptNumber } = await resident.submit()
  expect(receiptNumber).toMatch(/^QP-/)
}, 180_000)

it('a shipped definition is tried: its examples come out as written, its letters are set', async () => {
  const clerk = new Clerk(new StaffMember(hall.office, 'A071'))
  await clerk.member.signIn()
  await clerk.open('/designer')
  await clerk.send(/\/designer\/procedures\/dog-registration$/, {})
  clerk.copy = new URL(clerk.member.browser.current().url).pathname
  await clerk.open('/trial')
  clerk.expect(/例(\d+)件のうち\1件が/)
  const letters = clerk.member.browser
    .current()
    .root.querySelectorAll('a')
    .map((each) => each.getAttribute('href') ?? '')
    .filter((href) => href.includes('/trial/letters/'))
  expect(letters.length).toBeGreaterThan(1)
  for (const href of letters) {
    const { status, bytes } = await clerk.member.browser.open(`${hall.office}${href}`)
    expect([status, bytes.subarray(0, 5).toString()], href).toEqual([200, '%PDF-'])
  }
  // A page that hangs on answers of others is shown by itself, and says so.
  await clerk.open('/trial/pages/death?in=en')
  expect(clerk.member.browser.current().status).toBe(200)
  await clerk.open('/words?part=office')
  await clerk.send(/\/words\?/, { 'settings.feeRegistration.label:ja': '犬の登録の手数料（円）' })
  await clerk.open('/terms')
  clerk.expect('法律で決まっています：狂犬病予防法第4条第1項')
  await clerk.send(/\/terms$/, { paused: 'paused', 'closedText.ja': 'いまは受け付けていません' })
  await clerk.open('/differences')
  clerk.expect('設定「犬の登録の手数料（円）」が変わります')
  clerk.expect('受付期間を足します')
}, 120_000)
