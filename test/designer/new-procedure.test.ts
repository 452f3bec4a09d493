import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../src/civic/day.ts'
import { samplePhoto } from '../hostile/people.ts'
import { type TestCityHall, testCityHall } from '../support/city-hall.ts'
import type { FormValues } from '../tour/browser.ts'
import { Resident } from '../tour/resident.ts'
import { StaffMember } from '../tour/staff.ts'
import { list, rows } from './festival-form.ts'

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
      this.seconds += /type|required|how|owner|matter|field|when/.test(name) ? 4 : 0.8 * String(value).length
    await browser.send(browser.form({ action }), values, button)
    expect(browser.current().status, browser.says().slice(0, 900)).toBe(200)
  }
  async add(what: 'page' | 'field', at: string, values: FormValues): Promise<void> {
    await this.open(`/add?what=${what}&at=${at}`)
    await this.send(/\/add\?/, values)
  }
  expect(words: string | RegExp): void {
    this.member.browser.expect(words, 'the screen says it')
  }
}

it('thirty questions on five screens with four conditions take somebody new less than fifteen minutes', async () => {
  const clerk = new Clerk(new StaffMember(hall.office, 'A071'))
  await clerk.member.signIn()
  await clerk.open('/designer/new')
  const begun = { id: 'park-festival', name: '公園で催しをする', prefix: 'QF', owner: 'policy' }
  await clerk.send(/\/designer\/new$/, { how: 'blank', ...begun, matter: 'event-participation' })
  clerk.copy = new URL(clerk.member.browser.current().url).pathname
  await clerk.open('/pages')
  await clerk.open('/many?at=pages.0.groups.0')
  await clerk.send(/\/many\?/, { list }, { name: 'do', value: 'table' })
  // The words told every type; the four conditions are picked from the answers of the rows before.
  const form = clerk.member.browser.form({ action: /\/many\?/ })
  const types = rows.map((_, n) => form.querySelector(`[name="rows.${n}.type"] [selected]`)?.getAttribute('value'))
  expect(types).toEqual(rows.map((row) => ('page' in row ? undefined : row.type)))
  const conditions = rows.flatMap((row, n) => {
    if (!('when' in row) || row.when === undefined) return []
    const { question, answer } = row.when
    const asked = rows.findIndex((each) => 'label' in each && each.label === question)
    return [[`rows.${n}.when`, `${asked}=${answer}`] as const]
  })
  expect(conditions).toHaveLength(4)
  await clerk.send(/\/many\?/, Object.fromEntries(conditions), { name: 'do', value: 'save' })
  const root = clerk.member.browser.current().root
  const links = (at: RegExp) =>
    root.querySelectorAll('a').filter((each) => at.test(each.getAttribute('href') ?? '')).length
  expect([links(/item\?at=pages\.\d$/), links(/\.fields\.\d+$/)]).toEqual([5, 30])
  clerk.expect('「火と食べ物／火を使いますか」が「はい」のときだけ聞く')
  // One step back, and forward again.
  await clerk.send(/\/undo$/, {})
  expect(clerk.member.browser.says()).not.toContain('火を使いますか')
  await clerk.send(/\/undo$/, {})
  await clerk.open()
  clerk.expect('公開を提案できます')
  for (const page of [1, 2, 3]) {
    await clerk.open(`/trial/pages/page-${page}`)
    expect(clerk.member.browser.current().status, `page ${page}`).toBe(200)
  }
  // A preview leads nowhere: neither to the sign-in of the office nor to anything that only the portal has.
  const away = clerk.member.browser
    .current()
    .root.querySelectorAll('a')
    .map((each) => each.getAttribute('href') ?? '')
  expect(away.filter((href) => !/^#|\/trial/.test(href))).toEqual([])
  // Looked through once more row by row, and proposed: a day and a reason.
  clerk.seconds += rows.length * 4 + 40
  expect(clerk.seconds).toBeLessThan(15 * 60)
  expect(clerk.seconds, 'the count sees the work').toBeGreaterThan(5 * 60)
}, 120_000)

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
    choices: '遠足\nそのほか',
  })
  const use = 'pages.1.groups.0'
  // The condition is picked with the question: the other purpose is asked only when it is another.
  const another = { 'when.0.pick': 'group1.field1=choice-2' }
  await writer.add('field', use, { ...text('そのほかの目的'), id: 'otherPurpose', type: 'text', ...another })
  await writer.add('field', use, { ...text('使う日'), id: 'useOn', type: 'date' })
  await writer.add('field', use, { ...text('人数'), id: 'people', type: 'number' })
  await writer.add('page', '', { 'label.ja': '準備', 'first.ja': '道具を借りますか', type: 'yes-no' })
  const ready = 'pages.2.groups.0'
  await writer.add('field', ready, { ...text('始める時刻'), id: 'from', type: 'time' })
  await writer.add('field', ready, { ...text('伝えたいこと'), id: 'remarks', type: 'long-text', required: 'no' })

  await writer.open(`/item?at=${use}.fields.1`)
  const item = writer.member.browser.form({ action: /\/item\?/ })
  expect(item.querySelector('[name="when.0.pick"] [selected]')?.getAttribute('value')).toBe('group1.field1=choice-2')
  await writer.open('/rules/new')
  await writer.send(/\/rules\/new$/, {
    'must.0.pick': 'group1.useOn@today',
    'must.0.how': 'ge',
    at: 'group1.useOn',
    severity: 'warn',
    'message.ja': '使う日は、今日か今日よりあとにしてください',
  })
  writer.expect('「使う日と目的／使う日」が「今日」以上')
  // A rule that is there is changed by picking, too.
  await writer.open('/rules/0')
  await writer.send(/\/rules\/0$/, { severity: 'refuse' })
  writer.expect('提出できない')
  // The last page goes up and down again.
  await writer.open('/pages')
  await writer.send(/\/pages$/, {}, { name: 'do', value: 'up:pages.2' })
  await writer.send(/\/pages$/, {}, { name: 'do', value: 'down:pages.1' })
  await writer.open('/terms')
  await writer.send(/\/terms$/, { days: '10' })
  await makePrices(writer)
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
      'group1.field1': 'choice-2',
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
  resident.browser.expect('1,500円', 'twelve people, by the table of the day')
  const { receiptNumber } = await resident.submit()
  expect(receiptNumber).toMatch(/^QP-/)
}, 180_000)

/** A table by the number of people with two editions, a fee that reads it, and a letter for the result. */
async function makePrices(writer: Clerk): Promise<void> {
  await writer.open('/tables/new')
  const dated = { from: '2020-04-01', source: '公園条例 別表' }
  const asked = { label: '人数による使用料', 'input.0': 'group1.people', 'result.ja': '使用料', type: 'money' }
  await writer.send(/\/tables\/new$/, { ...asked, show: 'resident', ...dated })
  const cells = { 'rows.0.when.input1': '10人以下', 'rows.0.then.result': '500' }
  const more = { 'rows.1.when.input1': '10より大きい', 'rows.1.then.result': '1,000円' }
  await writer.send(/\/tables\/table1\/0$/, { ...cells, ...more }, { name: 'do', value: 'save' })
  await writer.open('/tables/table1/new')
  await writer.send(/\/tables\/table1\/new$/, { from: '令和8年4月1日', source: '公園条例 別表（令和8年改正）' })
  await writer.send(/\/tables\/table1\/1$/, { 'rows.1.then.result': '1500' }, { name: 'do', value: 'save' })
  await writer.open('/fees/new')
  await writer.send(/\/fees\/new$/, {
    'label.ja': '使用料',
    amount: 'values.value1',
    article: '公園条例',
    payAt: 'before-delivery',
  })
  writer.expect('使用料')
  await writer.open('/letters/new')
  await writer.send(/\/letters\/new$/, { outcome: 'accepted', title: '公園使用許可通知書', answers: 'group1.useOn' })
  const letter = writer.member.browser.form({ action: /\/letters\/accepted-notice$/ })
  const typed = { 'text.0': '公園を使うことを [許可] します。' }
  const { office, browser } = writer.member
  expect(letter.querySelector('[formaction$="/preview"]')).not.toBeNull()
  await writer.send(/\/letters\/accepted-notice$/, typed)
  const { bytes } = await browser.open(`${office}${writer.copy}/trial/letters/accepted`)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await writer.open('/letters/accepted-notice')
}

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
  await clerk.open('/rules')
  clerk.expect('法律で決まっています')
  await clerk.open('/terms')
  clerk.expect('法律で決まっています：狂犬病予防法第4条第1項')
  await clerk.send(/\/terms$/, { paused: 'paused', 'closedText.ja': 'いまは受け付けていません' })
  await clerk.open('/differences')
  clerk.expect('設定「犬の登録の手数料（円）」が変わります')
  clerk.expect('受付期間を足します')
}, 120_000)
