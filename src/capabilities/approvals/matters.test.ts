import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { TestBrowser } from '../identity/test-support/browser.ts'
import { staffSession } from '../identity/test-support/sessions.ts'
import { startTown, type TestTown } from '../identity/test-support/town.ts'
import { approvalsCapability } from './index.ts'
import { messages } from './messages.ja.ts'
import { listMatters } from './store/matters.ts'
import type { CaseCallbacks } from './subjects.ts'

const path = '/approvals/matters'
let town: TestTown
beforeAll(async () => {
  const none = async (): Promise<never> => {
    throw new Error('nothing is decided here')
  }
  const callbacks: CaseCallbacks = { onActed: none, onDecided: none, onSentBack: none, onRecalled: none }
  town = await startTown({
    extra: [approvalsCapability(() => callbacks, { matters: () => [], preview: () => none })],
  })
})
afterAll(() => town.close())

async function administrator(): Promise<TestBrowser> {
  const [name = '', value = ''] = (await staffSession(town.office, 'yanai', 'S004')).cookie.split('=')
  const browser = new TestBrowser()
  browser.cookies.set(name, value)
  return browser
}
const row = { do: 'add', matter: 'permit', label: '許可', rank: '50', beginsOn: '2026-04-01', substitution: 'yes' }

it('two administrators add a row once and set its last day once; the second is told', async () => {
  const db = town.office.db.city<OfficeDb>('yanai')
  const [one, two] = [await administrator(), await administrator()]
  const [first, second] = [await one.get(town.url('office', path)), await two.get(town.url('office', path))]
  const answers = await Promise.all([one.submit(first, row, path), two.submit(second, row, path)])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422])
  expect(answers.map((answer) => answer.text).join()).toContain(messages.matters.problems.twice)
  expect(await listMatters(db)).toHaveLength(1)

  const [id] = (await listMatters(db)).map((each) => each.id)
  const end = (endsOn: string) => ({ do: 'end', id: id ?? '', endsOn })
  const listed = await two.get(town.url('office', path))
  expect((await one.submit(await one.get(town.url('office', path)), end('2027-03-31'), path)).status).toBe(200)
  const late = await two.submit(listed, end('2027-06-30'), path)
  expect(late.status).toBe(422)
  expect(late.text).toContain(messages.matters.problems.endedMeanwhile)
  expect((await listMatters(db))[0]?.endsOn).toBe('2027-03-31')
})

it('days are shown as people write them, and read as people write them', async () => {
  const browser = await administrator()
  const form = await browser.get(town.url('office', path))
  const wrong = await browser.submit(form, { ...row, matter: 'by-era', beginsOn: '令和9年13月1日' }, path)
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('始まりの日を入れてください')
  const added = await browser.submit(form, { ...row, matter: 'by-era', beginsOn: '令和９年４月１日' }, path)
  expect(added.status).toBe(200)
  expect(added.text).toContain('<td>令和9年4月1日</td>')
  expect(added.text).not.toMatch(/<td>\d{4}-\d{2}-\d{2}/)
  const rows = await listMatters(town.office.db.city<OfficeDb>('yanai'))
  expect(rows.find(({ matter }) => matter === 'by-era')?.beginsOn).toBe('2027-04-01')
})
