import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { readCase, repositoryProcedures, testPortal } from '../test-support/app.ts'
import { signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'

let db: TestDatabase
let evidence: Sequencer
beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

describe('紙で出す', () => {
  test('the page of a procedure leads to its forms, and says where they go', async () => {
    const procedures = repositoryProcedures()
    const browser = new TestBrowser(testPortal(db, { now: '2026-11-22T01:00:00Z', procedures }))
    const { html } = await browser.get('/procedures/dog-registration')
    for (const file of ['form.pdf', 'form-large.pdf', 'form-easy.pdf', 'guide-en.pdf'])
      expect(html).toContain(`href="/procedures/dog-registration/paper/${file}"`)
    expect(html).toContain('紙で出す')
    expect(html).toContain('書いた用紙は、郵送するか窓口に出してください')
  })

  test('a draft is printed on the form for its owner, and for nobody else', async () => {
    const example = readCase('event-registration/cases/01-bread-with-child.yaml')
    const procedures = repositoryProcedures()
    const event = procedures.find(({ definition }) => definition.id === 'event-registration') ?? expect.fail()
    const portal = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
    const browser = new TestBrowser(portal)
    await signIn(portal, browser, { email: `${randomUUID()}@example.jp` })
    const start = await browser.get('/procedures/event-registration/start')
    const draft = (await browser.submit(start, { filer: 'family' })).location
    await fillDraft(browser, draft, event, example.answers)
    const form = await browser.get(`${draft}/form.pdf`)
    expect(form.status).toBe(200)
    expect(form.headers.get('content-type')).toBe('application/pdf')
    expect(form.headers.get('cache-control')).toBe('no-store')
    expect(form.html.startsWith('%PDF-')).toBe(true)
    expect((await new TestBrowser(portal).get(`${draft}/form.pdf`)).status).not.toBe(200)
  })
})
