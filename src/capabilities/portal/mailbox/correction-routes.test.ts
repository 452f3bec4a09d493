import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from '../relay.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'
import { deliverFromOffice } from '../test-support/office.ts'

const example = readCase('dog-registration/cases/01-new-with-shot.yaml')
const procedures = repositoryProcedures()
const dog = procedures.find(({ definition }) => definition.id === 'dog-registration')
let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser
let id: string
let path: string

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

beforeEach(async () => {
  if (dog === undefined) throw new Error('no dog')
  portal = testPortal(db, { now: '2026-11-20T01:00:00Z', registers: example.registers ?? {}, procedures })
  receiveFromOffice(portal.services)
  browser = new TestBrowser(portal)
  await signIn(portal, browser, { email: `${randomUUID()}@example.jp` })
  const begun = await browser.submit(await browser.get('/procedures/dog-registration/start'), { filer: 'self' })
  const check = await fillDraft(browser, begun.location, dog, example.answers)
  await browser.submit(check, { declare: 'yes', acknowledge: 'yes', delivery: 'yes' }, `${begun.location}/submission`)
  id = begun.location.split('/')[2] ?? ''
  path = await ask('contact.phone', 'owner.address')
})

async function deliver(kind: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const { receipt_number: number } = await cityDb(portal.portal, 'yanai')
    .selectFrom('application')
    .select('receipt_number')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await deliverFromOffice(
    portal,
    { number, procedureId: 'dog-registration', versionHash: dog?.hash ?? '' },
    kind,
    payload,
  )
}

/** A correction request for these fields; the address of its page. */
async function ask(...paths: readonly string[]): Promise<string> {
  const correctionId = randomUUID()
  await deliver('correction-request', {
    correctionId,
    requestedAt: '2026-11-20T00:00:00.000Z',
    dueOn: '2026-12-04',
    intro: '届出をありがとうございます。',
    items: paths.map((each) => ({ path: each, reason: '確かめてください', code: 'mismatch' })),
    section: '環境課',
    sectionPhone: '0820-00-0001',
  })
  return `/applications/${id}/corrections/${correctionId}`
}

const sent = () =>
  portal.services.relay.sent.filter(({ kind }) => kind === 'correction-answer').map(({ payload }) => payload)

describe('an answer to a correction request', () => {
  test('names every field that was asked and read, also those that stay as they were', async () => {
    const page = await browser.get(path)
    const answered = await browser.submit(page, { 'contact.phone': '080-5555-5555' }, path)
    expect(answered.location).toContain('done=corrected')
    expect(sent()).toMatchObject([{ changedPaths: ['contact.phone', 'owner.address'] }])
  })

  test('may be a reason alone: everything stays as it was', async () => {
    await browser.submit(await browser.get(path), { comment: 'このままで正しいです' }, path)
    expect(sent()).toMatchObject([
      { changedPaths: ['contact.phone', 'owner.address'], comment: 'このままで正しいです' },
    ])
  })
})
