import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Sequencer } from '../../platform/evidence/sequencer.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from './test-support/app.ts'
import { formOf, type TestBrowser } from './test-support/browser.ts'
import { keepEvidence } from './test-support/evidence.ts'
import { fillDraft, otherPeople } from './test-support/fill.ts'
import { consents, startedDraft } from './test-support/start.ts'

const example = readCase('event-registration/cases/01-bread-with-child.yaml')
const procedures = repositoryProcedures()
const event = procedures.find(({ definition }) => definition.id === 'event-registration')
let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser
let draft: string
let families = 0

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

beforeEach(async () => {
  portal = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
  const person = { email: `${randomUUID()}@example.jp` }
  ;({ browser, draft } = await startedDraft(portal, 'event-registration', person, 'family'))
})

const old = { csrf: 'of-an-earlier-day' }

function check() {
  if (event === undefined) throw new Error('no event')
  families += 1
  return fillDraft(browser, draft, event, otherPeople(example.answers, families + 500))
}

describe('a page that was open too long says so, and does nothing', () => {
  test('submitting: the ticks stay, and one more press submits', async () => {
    const action = `${draft}/submission`
    const told = await browser.submit(await check(), { ...consents, ...old }, action)
    expect(told.status).toBe(422)
    expect(told.html).toContain('ページが古くなっていました。まだ提出していません')
    expect(formOf(told.html, action).fields.declare).toBe('yes')
    expect((await browser.get(action)).location).toBe(`${draft}/check`)
    const done = await browser.submit(told, {}, action)
    expect(done.location).toContain('/receipt')
  })

  test('deleting a draft', async () => {
    const told = await browser.submit(await browser.get(`${draft}/discard`), old, `${draft}/discard`)
    expect(told.status).toBe(422)
    expect(told.html).toContain('まだ消していません')
    expect((await browser.get(draft)).status).toBe(200)
  })

  test('the look of the pages: what was chosen stays chosen', async () => {
    const told = await browser.submit(await browser.get('/display'), { size: '200', ...old }, '/display')
    expect(told.status).toBe(422)
    expect(told.html).toContain('ページが古くなっていました')
    expect(formOf(told.html, '/display').fields.size).toBe('200')
    expect(told.headers.getSetCookie().join()).not.toContain('200')
  })

  test('forgetting a browser: it is not forgotten yet', async () => {
    const told = await browser.post('/follow-up/forget', old)
    expect(told.status).toBe(422)
    expect(told.html).toContain('まだ消していません')
    expect(browser.cookies.has('__Host-yanagi-yanai-portal-browser')).toBe(true)
    expect((await browser.submit(told, {}, '/follow-up/forget')).status).toBe(303)
    expect(browser.cookies.has('__Host-yanagi-yanai-portal-browser')).toBe(false)
  })
})

describe('the switch of the language', () => {
  test('keeps what the address says besides', async () => {
    const { html } = await browser.get('/search?q=%E7%8A%AC&lang=ja')
    expect(html).toContain('href="?q=%E7%8A%AC&amp;lang=en"')
  })
})
