import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from '../relay.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'
import { deliverFromOffice } from '../test-support/office.ts'
import { beginDraft, filerOf, submitDraft } from '../test-support/start.ts'

const example = readCase('bulky-waste/cases/01-two-chairs-and-table.yaml')
const procedures = repositoryProcedures()
const waste = procedures.find(({ definition }) => definition.id === 'bulky-waste')
let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
  portal = testPortal(db, {
    now: `${example.filing.today}T01:00:00Z`,
    registers: example.registers ?? {},
    settings: { cityName: '柳井市', ...example.settings },
    procedures,
  })
  receiveFromOffice(portal.services)
  browser = new TestBrowser(portal)
  await signIn(portal, browser, { email: 'waste@example.jp' })
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

const words = (html: string): string => html.replace(/<rt>.*?<\/rt>/g, '').replace(/<[^>]*>/g, '')

test('who was reached by mail reads what to buy, to do and by when, from the check page to the mailbox', async () => {
  if (waste === undefined) throw new Error('no waste')
  const draft = await beginDraft(browser, 'bulky-waste', filerOf(example))
  const check = await fillDraft(browser, draft, waste, example.answers)
  expect(words((await browser.get(draft)).html)).toContain('同じメールアドレスでサインインするか')
  expect(words(check.html)).toContain('数（2）')
  expect(words(check.html)).toMatch(/\d円 × \d ＝ [\d,]+円/)
  const sent = await submitDraft(browser, draft, check)
  const receipt = await browser.follow(sent)
  const tickets = /円の券 \d+枚/
  expect(words(receipt.html)).toMatch(tickets)
  expect(words(receipt.html)).not.toContain('払い方は、あとで')
  expect(words(receipt.html)).toContain('収集日の朝8時30分までに')
  expect(words(receipt.html)).toMatch(/収集日令和\d+年\d+月\d+日/)

  const path = sent.location.replace('/receipt', '')
  const number = /[A-Z]{2}-R\d+-\d{6}-\d/.exec(receipt.html)?.[0] ?? ''
  const payment = { total: 600 }
  await deliverFromOffice(portal, { number, procedureId: 'bulky-waste', versionHash: waste.hash }, 'case-status', {
    version: 2,
    state: 'awaiting-payment',
    at: `${example.filing.today}T02:00:00.000Z`,
    section: '市民生活課',
    sectionPhone: '0820-00-0001',
    payment,
  })
  const status = words((await browser.get(path)).html)
  expect(status).toMatch(tickets)
  expect(status).toContain('8時30分')
  expect(status).toContain('お店で券を買って払えます')

  const mailbox = words((await browser.get('/mailbox')).html)
  expect(mailbox).toContain(number)
  expect(mailbox).toContain('ご自分のページ')
  expect(mailbox).not.toContain('waste@example.jp')
  const stranger = new TestBrowser(portal)
  await signIn(portal, stranger, { email: 'other@example.jp' })
  expect((await stranger.get('/mailbox')).html).not.toContain(number)
  expect((await new TestBrowser(portal).get('/mailbox')).location).toContain('/sign-in?to=')
})
