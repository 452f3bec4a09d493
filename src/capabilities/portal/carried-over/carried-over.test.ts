import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from '../relay.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, hanako, signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'
import { deliverFromOffice } from '../test-support/office.ts'
import { beginDraft, submitDraft } from '../test-support/start.ts'

let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser
const procedures = repositoryProcedures()

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
  portal = testPortal(db, { now: '2026-11-22T01:00:00Z', procedures })
  receiveFromOffice(portal.services)
  browser = new TestBrowser(portal)
  await signIn(portal, browser, { profile: hanako, email: 'hanako@example.jp' })
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

test('what comes after a decision begins with its answers, for the applicant alone, and says so', async () => {
  const dogs = procedures.find(({ definition }) => definition.id === 'dog-registration') ?? expect.fail()
  const dog = readCase('dog-registration/cases/01-new-with-shot.yaml')
  const draft = await beginDraft(browser, 'dog-registration')
  await submitDraft(browser, draft, await fillDraft(browser, draft, dogs, dog.answers))
  const id = draft.split('/')[2] ?? ''
  const { receipt_number: number } = await cityDb(portal.portal, 'yanai')
    .selectFrom('application')
    .select('receipt_number')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const tell = (kind: string, payload: Record<string, unknown>) =>
    deliverFromOffice(portal, { number, procedureId: 'dog-registration', versionHash: dogs.hash }, kind, payload)
  expect((await browser.get(`/applications/${id}`)).html).not.toContain('続きの手続き')
  const decided = { decidedOn: '2026-11-24', result: 'accepted', adverse: false, delivery: 'counter' }
  const told = [{ label: '鑑札の番号', text: '124' }]
  await tell('decision', {
    ...decided,
    decisionId: 'd-1',
    outcomeId: 'registered',
    facts: told,
    fields: { number: '142' },
  })
  await tell('amendment', {
    amendmentId: 'a-1',
    decisionId: 'd-1',
    decidedOn: '2026-11-24',
    items: [{ where: '鑑札の番号', wrong: '142', right: '124' }],
    facts: told,
    fields: { number: '124' },
    reason: '写しまちがい',
    delivery: 'counter',
  })
  const shown = await browser.get(`/applications/${id}`)
  expect(shown.html).toContain('続きの手続き')
  const href = `/procedures/dog-registration/start?after=${id}.death`
  expect(shown.html).toContain(href)

  const start = await browser.get(href)
  expect(start.html).toContain(number)
  const begun = await browser.submit(start, { filer: 'self' })
  const dogPage = (await browser.get(`${begun.location}/pages/dog`)).html
  expect(dogPage).toContain('value="コタロウ"')
  expect(dogPage).toContain('value="124"')
  expect(dogPage.match(/前に出した申請から入れました/g)?.length).toBe(2)
  // The card is newer than the earlier application: the name is the card's.
  const ownerPage = (await browser.get(`${begun.location}/pages/owner`)).html
  expect(formOf(ownerPage, `${begun.location}/pages/owner`).fields['owner.name.given']).toBe('花子')
  const request = (await browser.get(`${begun.location}/pages/request`)).html
  expect(request).toMatch(/value="death"[^>]*checked/)

  // Nobody else begins with them, or learns that there is such an application.
  const other = new TestBrowser(portal)
  await signIn(portal, other, { email: 'other@example.jp' })
  expect((await other.get(href)).html).not.toContain(number)
  const empty = await other.submit(await other.get(href), { filer: 'self' })
  expect((await other.get(`${empty.location}/pages/request`)).html).not.toMatch(/value="death"[^>]*checked/)

  await tell('case-status', {
    version: 9,
    state: 'cancelled',
    at: '2026-11-25T00:00:00.000Z',
    section: '',
    sectionPhone: '',
  })
  expect((await browser.get(`/applications/${id}`)).html).not.toContain('続きの手続き')
  expect((await browser.get(href)).html).not.toContain(number)
})
