import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Sequencer } from '../../platform/evidence/sequencer.ts'
import { cityDb } from './shared/portal.ts'
import { readCase, repositoryProcedures, testPortal } from './test-support/app.ts'
import { hanako } from './test-support/browser.ts'
import { keepEvidence } from './test-support/evidence.ts'
import { errorsOf, fillDraft } from './test-support/fill.ts'
import { filerOf, startedDraft, submitDraft } from './test-support/start.ts'

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

const procedures = [...repositoryProcedures(), ...repositoryProcedures(['document-disclosure', 'road-occupancy'])]
/**
 * Procedures without 署名: those with one are walked by the browser tests, where the card simulator runs. What another
 * system carries is not filed here.
 */
const unsigned = procedures.filter(
  ({ definition }) => definition.assurance.signature !== 'required' && definition.carriedBy === undefined,
)

const cases = unsigned.flatMap(({ definition }) =>
  readdirSync(path.resolve('procedures', definition.id, 'cases'))
    .map((file) => `${definition.id}/cases/${file}`)
    .filter((file) => {
      const { kind, filing, expect: expected } = readCase(file)
      return kind === 'valid' && expected.valid !== false && (filing.channel ?? 'online') === 'online'
    })
    .slice(0, 2),
)

describe('the example cases, from the first page to the receipt, without script', () => {
  test.each(cases)('%s', async (file) => {
    const example = readCase(file)
    const procedure = procedures.find(({ definition }) => file.startsWith(`${definition.id}/`))
    if (procedure === undefined) throw new Error(file)
    const portal = testPortal(db, {
      now: `${example.filing.today}T01:00:00Z`,
      registers: example.registers ?? {},
      settings: { cityName: '柳井市', ...example.settings },
      procedures,
    })
    const person = { profile: hanako, email: 'hanako@example.jp' }
    const { browser, draft } = await startedDraft(portal, procedure.definition.id, person, filerOf(example))
    const check = await fillDraft(browser, draft, procedure, example.answers)
    expect(check.status).toBe(200)
    const submitted = await submitDraft(browser, draft, check)
    expect(submitted.status, errorsOf(submitted.html).join()).toBe(303)
    const receipt = await browser.follow(submitted)
    expect(receipt.html).toMatch(new RegExp(`${procedure.definition.receiptPrefix}-R[0-9]+-[0-9]{6}-[0-9]`))

    const id = submitted.location.split('/')[2] ?? ''
    const row = await cityDb(portal.portal, 'yanai')
      .selectFrom('application')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('submitted')
    expect(row.payment_total ?? 0).toBe(example.expect.fee ?? row.payment_total ?? 0)
    const application = await browser.get(`/applications/${id}`)
    expect(application.status).toBe(200)
  })
})
