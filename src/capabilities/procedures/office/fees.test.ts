import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { TestBrowser, type TestPage } from '../../identity/test-support/browser.ts'
import { staffSession } from '../../identity/test-support/sessions.ts'
import { startTown, type TestTown } from '../../identity/test-support/town.ts'
import { catalogueOf, proceduresCapability, seedProcedures } from '../index.ts'
import { entryWithFee } from './entry-fee.ts'
import { messages } from './messages.ja.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown({ extra: [proceduresCapability()] })
  const rootDir = testFolder('seeds')
  for (const part of ['procedures', 'catalog'])
    cpSync(path.resolve(part), path.join(rootDir, part), { recursive: true })
  await seedProcedures({ ...town.office, config: { ...town.office.config, rootDir } }, 'yanai', {
    only: ['dog-registration', 'bulky-waste', 'child-allowance-claim', 'event-registration'],
  })
  catalogueOf(town.office).changed('yanai')
  const { staffId } = await staffSession(town.office, 'yanai', 'S004')
  await town.office.db
    .city<OfficeDb>('yanai')
    .insertInto('role_grant')
    .values({ staff_id: staffId, role: 'registers', begins_on: '2026-04-01' })
    .execute()
})
afterAll(() => town.close())

async function clerk(): Promise<TestBrowser> {
  const [name = '', value = ''] = (await staffSession(town.office, 'yanai', 'S004')).cookie.split('=')
  const browser = new TestBrowser()
  browser.cookies.set(name, value)
  return browser
}
const open = (browser: TestBrowser, to: string): Promise<TestPage> => browser.get(town.url('office', to))
/** The rows of the fee screen that begin with these words, cells parted by bars. */
const rowsOf = (page: TestPage, what: string): readonly string[] =>
  [...page.text.matchAll(new RegExp(`<tr><th scope="row"[^>]*>${what}[^<]*</th>(.*?)</tr>`, 'g'))].map(
    ([, cells = '']) =>
      cells
        .replace(/<[^>]*>/g, '|')
        .replace(/\|+/g, '|')
        .trim(),
  )
const factsOn = async (day: string) => catalogueOf(town.office).facts('yanai', day)
const setting = '/catalogue/settings/feeRegistration'
const chair = '/catalogue/fees/waste-items/chair'

describe('the fee screen', () => {
  it('is found from the catalogue and lists the fees of every procedure with their days', async () => {
    const browser = await clerk()
    const fees = await browser.get((await open(browser, '/catalogue')).link('手数料'))
    expect(fees.path).toBe('/catalogue/fees')
    for (const procedure of ['犬の登録', '粗大ごみ', '児童手当']) expect(fees.text).toContain(procedure)
    expect(rowsOf(fees, '犬の登録')[0]).toContain('3,000円')
    expect(rowsOf(fees, 'いす')[0]).toMatch(/300円.*令和8年4月1日.*（続く）.*いま/)
    expect(fees.text).toContain(messages.fees.free)
    const other = new TestBrowser()
    const [name = '', value = ''] = (await staffSession(town.office, 'yanai', 'S001')).cookie.split('=')
    other.cookies.set(name, value)
    expect((await open(other, '/catalogue/fees')).status).toBe(403)
    expect((await open(other, chair)).status).toBe(403)
  })

  it('takes a new amount from a day on; the one before stays readable and counts until the day before', async () => {
    const browser = await clerk()
    const form = await browser.get((await open(browser, '/catalogue/fees')).link('額を変える：犬の登録'))
    const typed = { fromOn: '2027-04-01', value: '3200', basis: '市手数料条例の改正', reason: '' }
    expect((await browser.submit(form, { ...typed, value: '-1' }, setting)).text).toContain(messages.problems.amount)
    const saved = await browser.submit(form, typed, setting)
    expect(saved.path).toBe('/catalogue/fees?done=changed')
    const [before, after] = rowsOf(saved, '犬の登録')
    expect(before).toMatch(/3,000円.*令和9年3月31日.*いま/)
    expect(after).toMatch(/3,200円.*令和9年4月1日.*（続く）.*これから.*市手数料条例の改正/)
    expect((await factsOn('2027-03-31')).settings.feeRegistration ?? 3000).toBe(3000)
    expect((await factsOn('2027-04-01')).settings.feeRegistration).toBe(3200)
  })

  it('goes back in time only with a reason, which stays beside the amount with what stood there', async () => {
    const browser = await clerk()
    const form = await open(browser, setting)
    const typed = { fromOn: '2026-04-01', value: '2900', basis: '市手数料条例', reason: '' }
    const asked = await browser.submit(form, typed, setting)
    expect(asked.status).toBe(422)
    expect(asked.text).toContain(messages.problems.lookingBack)
    const saved = await browser.submit(asked, { ...typed, reason: '登録の漏れ' }, setting)
    expect(rowsOf(saved, '犬の登録')[1]).toMatch(/2,900円.*令和8年4月1日.*登録の漏れ/)
    const again = await browser.submit(
      await open(browser, setting),
      { ...typed, value: '2800', reason: '入力の誤り' },
      setting,
    )
    expect(rowsOf(again, '犬の登録')[1]).toMatch(/2,800円.*入力の誤り（前の値：2900）/)
  })

  it('tells the second of two clerks what the first decided, and keeps what was typed', async () => {
    const [one, two] = [await clerk(), await clerk()]
    const [first, second] = [await open(one, setting), await open(two, setting)]
    const typed = { fromOn: '2028-04-01', basis: '改正', reason: '' }
    expect((await one.submit(first, { ...typed, value: '3300' }, setting)).status).toBe(200)
    const late = await two.submit(second, { ...typed, value: '3400' }, setting)
    expect(late.status).toBe(422)
    expect(late.text).toContain(messages.settings.changedMeanwhile)
    expect(late.text).toContain('value="3400"')
    expect(late.text).toContain('3300')
    expect((await two.submit(late, { ...typed, value: '3400' }, setting)).status).toBe(200)
    expect((await factsOn('2028-04-01')).settings.feeRegistration).toBe(3400)
  })
})

describe('a fee that stands in a register', () => {
  it('changes from a day on: the entry goes on under new words, and old applications keep theirs', async () => {
    const browser = await clerk()
    const form = await open(browser, chair)
    for (const [fromOn, sentence] of [
      ['2020-01-01', messages.problems.fromTomorrow],
      ['あした', messages.problems.day],
    ] as const) {
      const refused = await browser.submit(form, { fromOn, value: '400' }, chair)
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(sentence)
    }
    const saved = await browser.submit(form, { fromOn: '2037-04-01', value: '1,400' }, chair)
    expect(saved.path).toBe('/catalogue/fees?done=changed')
    expect(saved.text).toContain('いす　1,400円')
    const fees = (day: string) =>
      factsOn(day).then((facts) =>
        facts
          .register('waste-items')
          .filter(({ id }) => id.split('.')[0] === 'chair')
          .map(({ id, facts: { fee } }) => [id, fee]),
      )
    expect(await fees('2037-03-31')).toEqual([['chair', 300]])
    expect(await fees('2037-04-01')).toEqual([['chair.2037-04-01', 1400]])
    expect((await factsOn('2037-04-01')).everyEntry?.('waste-items').find(({ id }) => id === 'chair')?.facts.fee).toBe(
      300,
    )
    // The same page again: somebody has changed it since, and says so.
    const late = await browser.submit(form, { fromOn: '2036-04-01', value: '500' }, chair)
    expect(late.status).toBe(422)
    expect(late.text).toContain(messages.register.changedMeanwhile)
  })

  it('is not changed for those who applied before: the register’s own form leads here', async () => {
    const browser = await clerk()
    const address = '/catalogue/registers/waste-items/fan'
    const entry = { ja: '扇風機', from: '2026-04-01', 'fact.name': '扇風機', 'fact.max': '5', 'fact.refused': 'no' }
    const refused = await browser.submit(await open(browser, address), { ...entry, 'fact.fee': '500' }, address)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(messages.fees.entryHasBegun)
    expect((await browser.submit(refused, { ...entry, 'fact.fee': '300' }, address)).status).toBe(200)
  })

  it('an occasion with places keeps its one amount, and other registers have no fee', async () => {
    const browser = await clerk()
    const fees = await open(browser, '/catalogue/fees')
    expect(fees.text).toContain('/catalogue/registers/events/')
    expect((await open(browser, '/catalogue/fees/collection-days/center-2026-11-25')).status).toBe(404)
  })

  it('puts the new amount into the words, and nowhere else', () => {
    const label = { ja: '机 3,000円（30,000円の品は別）', en: 'Desk: 3000 yen' }
    const entry = { id: 'desk.2026-04-01', label, from: '2026-04-01', facts: { fee: 3000 } }
    expect(entryWithFee(entry, { fact: 'fee', amount: 3500, fromOn: '2027-04-01' })).toEqual({
      id: 'desk.2027-04-01',
      label: { ja: '机 3,500円（30,000円の品は別）', en: 'Desk: 3,500 yen' },
      from: '2027-04-01',
      facts: { fee: 3500 },
    })
  })
})
