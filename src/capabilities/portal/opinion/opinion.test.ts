import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { visitCounterOf } from '../../statistics/index.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'
import { beginDraft, submitDraft } from '../test-support/start.ts'

let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser
const example = readCase('event-registration/cases/01-bread-with-child.yaml')
const procedures = repositoryProcedures(['event-registration'])
const [event = expect.fail()] = procedures

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
  portal = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
  browser = new TestBrowser(portal)
  await signIn(portal, browser, { email: `${randomUUID()}@example.jp` })
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

/** What was counted since the last time, as `kind place` → how often. */
function counted(): Readonly<Record<string, number>> {
  const { counts } = visitCounterOf(portal.services).take('yanai')
  return Object.fromEntries(
    [...counts].map(([key, count]) => {
      const [day, procedure, hash, channel, kind, place] = key.split('\u0000')
      expect([day, procedure, hash, channel]).toEqual(['2026-11-22', 'event-registration', event.hash, 'online'])
      return [`${kind} ${place}`.trim(), count]
    }),
  )
}

let receipt = ''

describe('the way through a form', () => {
  test('is counted: begun, each page reached and left once, what was refused, the check page, submitted', async () => {
    const draft = await beginDraft(browser, 'event-registration', 'family')
    const first = event.definition.pages[0]?.id ?? ''
    const shown = await browser.get(`${draft}/pages/${first}`)
    await browser.get(`${draft}/pages/${first}`)
    const refused = await browser.submit(shown, {})
    expect(refused.status).toBe(422)
    await browser.submit(refused, {})
    const stumbled = counted()
    expect(stumbled).toMatchObject({ begun: 1, [`reached ${first}`]: 1 })
    expect(stumbled[`left ${first}`]).toBeUndefined()
    const fields = Object.entries(stumbled).filter(([key]) => key.startsWith('refused '))
    expect(fields.length).toBeGreaterThan(0)
    for (const [key, count] of fields) {
      expect(key).toMatch(/^refused [a-zA-Z]+(\.[a-zA-Z]+)*$/)
      expect(count).toBe(1)
    }
    await fillDraft(browser, draft, event, example.answers)
    const check = await browser.get(`${draft}/check`)
    const sent = await submitDraft(browser, draft, check)
    receipt = sent.location
    expect(receipt).toMatch(/\/receipt$/)
    await browser.submit(check, { declare: 'yes', acknowledge: 'yes', delivery: 'yes' }, `${draft}/submission`)
    const through = counted()
    expect(through).toMatchObject({ [`left ${first}`]: 1, check: 1, submitted: 1 })
    expect(through[`reached ${first}`]).toBeUndefined()
    expect(Object.values(through).every((count) => count === 1)).toBe(true)
  })

  test('ends as abandoned when the draft is thrown away', async () => {
    const draft = await beginDraft(browser, 'event-registration', 'family')
    await browser.submit(await browser.get(`${draft}/discard`), {})
    expect(counted()).toEqual({ begun: 1, abandoned: 1 })
  })
})

describe('the question after the receipt', () => {
  test('is asked without a choice made; a slip keeps what was typed', async () => {
    const page = await browser.get(receipt)
    expect(page.html).toContain('この手続の入力は、いかがでしたか')
    expect(page.html).not.toMatch(/name="grade"[^>]*checked/)
    const path = receipt.replace('/receipt', '/opinion')
    const none = await browser.submit(await browser.get(path), { text: 'ここ' }, path)
    expect(none.status).toBe(422)
    expect(none.html).toContain('ここ</textarea>')
    const long = await browser.submit(none, { grade: '2', text: 'あ'.repeat(503) }, path)
    expect(long.html).toContain('あと3文字短くしてください')
    expect(counted()).toEqual({})
  })

  test('is answered once, is not asked again, and nothing leads from the answer to the application', async () => {
    const path = receipt.replace('/receipt', '/opinion')
    const form = await browser.get(path)
    const answers = await Promise.all(
      [1, 2].map(() => browser.submit(form, { grade: '4', text: ' 字が小さい ' }, path)),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { counts, opinions } = visitCounterOf(portal.services).take('yanai')
    expect([...counts.values()]).toEqual([1])
    expect([...counts.keys()][0]?.split('\u0000').slice(-2)).toEqual(['satisfaction', '4'])
    expect(opinions).toEqual([{ day: '2026-11-22', procedureId: 'event-registration', grade: 4, text: '字が小さい' }])
    expect((await browser.get(path)).html).toContain('ありがとうございました')
    expect((await browser.get(receipt)).html).not.toContain('name="grade"')
    expect((await new TestBrowser(portal).get(path)).status).toBe(404)
  })
})

test('the procedure’s page says within how many days it is usually decided, when the office has told', async () => {
  const open = async (language: string) =>
    (await browser.get('/procedures/event-registration', { cookie: '', 'accept-language': language })).html
  expect(await open('ja')).not.toContain('ふだんは')
  await portal.services.db
    .city<InternetDb>('yanai')
    .insertInto('published_figure')
    .values({ procedure_id: 'event-registration', usual_days: 6, published_at: new Date() })
    .execute()
  expect(await open('ja')).toContain('ふだんは6日以内に決まります')
})
