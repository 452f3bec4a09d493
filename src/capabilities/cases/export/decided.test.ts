import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { catalogueOf, seedProcedures } from '../../procedures/index.ts'
import { caseApprovalCallbacks } from '../index.ts'
import { reviewedCase } from '../test-support/acts.ts'
import { exampleAnswers, testWorld, type World } from '../test-support/world.ts'

let world: World
let hash: string
beforeAll(async () => {
  world = await testWorld()
  const { services, sections } = world
  await services.db
    .city<OfficeDb>('yanai')
    .insertInto('section')
    .values({ code: 'election', name: '選挙係', begins_on: '2026-04-01', parent_id: sections['citizen-life'] })
    .execute()
  await services.db
    .city<OfficeDb>('yanai')
    .insertInto('approval_matter')
    .values({ matter: 'absentee-ballot', label: '交付', decider_rank: 50, begins_on: '2026-04-01', bulk: false })
    .execute()
  await seedProcedures(services, 'yanai', { only: ['absentee-ballot'] })
  catalogueOf(services).changed('yanai')
  const current = await catalogueOf(services).current('yanai')
  hash = current.find(({ definition }) => definition.id === 'absentee-ballot')?.hash ?? ''
})
afterAll(() => world.close())

describe('a list of what was decided', () => {
  it('shows the fields of the decision once it stands, and nothing of a proposal', async () => {
    const clerk = world.browser('clerk')
    const id = await reviewedCase(world, clerk, {
      receiptNumber: makeReceiptNumber('FT', '2026-11-24', 1),
      procedureId: 'absentee-ballot',
      versionHash: hash,
      answers: exampleAnswers('absentee-ballot', '01-work-before-announcement.yaml') as Record<string, unknown>,
      delivery: 'portal',
    })
    const proposed = await clerk.submit(`/cases/${id}/decision?outcome=issued`, `/cases/${id}/decision`, {
      'field.issueNumber': '1-12',
      'field.sentOn': '2027-01-26',
      'field.trackingNumber': '123-45-67890',
      suggestion: ['requirements-met'],
      grounds: '',
    })
    expect(proposed.status).toBe(303)
    const list = async () => (await clerk.get('/cases/export/absentee-ballot/issue-book?queue=all')).text()
    expect(await list()).not.toContain('123-45-67890')
    const db = world.services.db.city<OfficeDb>('yanai')
    const decision = await db
      .selectFrom('case_decision')
      .selectAll()
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    await db.transaction().execute((trx) =>
      caseApprovalCallbacks(world.services).onDecided(trx as unknown as Transaction<unknown>, {
        cityId: 'yanai',
        proposalId: decision.proposal_id ?? '',
        caseId: id,
        decisionId: decision.id,
        act: 'decide',
        actorId: randomUUID(),
        actorName: '白井',
        actorRole: '部長',
        at: world.services.clock.now(),
        decidedOn: '2026-11-24',
        manner: 'decision',
      }),
    )
    expect(await list()).toContain('1-12,2027-01-26,123-45-67890,accepted')
  })
})
