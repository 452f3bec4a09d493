import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks, caseLetterCallbacks } from '../index.ts'
import { act, eventsOf, reviewedCase } from '../test-support/acts.ts'
import { caseRow, exampleAnswers, testWorld, type World } from '../test-support/world.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
  const { services } = world
  await services.db
    .city<OfficeDb>('yanai')
    .insertInto('section')
    .values({
      code: 'lifelong-learning',
      name: '生涯学習係',
      begins_on: '2026-04-01',
      parent_id: world.sections['citizen-life'],
    })
    .execute()
})
afterAll(() => world.close())

describe('a notice on the way (outcome.continues)', () => {
  it('goes out on paper, and the case is in review again, undecided', async () => {
    const clerk = world.browser('clerk')
    const id = await reviewedCase(world, clerk, {
      receiptNumber: makeReceiptNumber('EV', '2026-11-24', 1),
      procedureId: 'event-registration',
      versionHash: world.hashes['event-registration'] ?? '',
      answers: exampleAnswers('event-registration', '01-bread-with-child.yaml') as Record<string, unknown>,
      fee: { total: 1600, lines: [{ id: 'participation', label: '参加費', amount: 800, quantity: 2 }] },
      delivery: 'portal',
    })
    const proposed = await clerk.submit(`/cases/${id}/decision?outcome=waitlisted`, `/cases/${id}/decision`, {
      'field.place': '3',
      suggestion: ['full'],
      grounds: '',
    })
    expect(proposed.status).toBe(303)
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
        actorRole: '市民生活課 課長',
        at: world.services.clock.now(),
        decidedOn: '2026-11-24',
        manner: 'decision',
      }),
    )
    expect(await caseRow(world, id)).toMatchObject({ state: 'reviewing', decided_on: null, outcome_id: null })
    const letters = await db.selectFrom('case_letter').select(['way', 'title']).where('case_id', '=', id).execute()
    expect(letters).toEqual([{ way: 'post', title: '補欠登録のお知らせ' }])
    expect((await eventsOf(world, id)).at(-1)).toBe('notice-approved')
    // The matter itself can still be decided.
    expect((await act(clerk, id, 'notes', { note: '空きを待っている' })).status).toBe(303)
  })

  it('that leaves the house after the decision neither tells the decision nor ends the case', async () => {
    const db = world.services.db.city<OfficeDb>('yanai')
    const { id } = await db
      .selectFrom('case_file')
      .select('id')
      .where('procedure_id', '=', 'event-registration')
      .executeTakeFirstOrThrow()
    const letter = await db
      .selectFrom('case_letter')
      .select(['letter_id', 'decision_id'])
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    const at = world.services.clock.now()
    await db.updateTable('case_file').set({ state: 'decided', decided_at: at }).where('id', '=', id).execute()
    await db.transaction().execute((trx) =>
      caseLetterCallbacks(world.services).onLetterDelivered(trx as unknown as Transaction<unknown>, {
        cityId: 'yanai',
        caseId: id,
        decisionId: letter.decision_id ?? '',
        letterId: letter.letter_id,
        way: 'post',
        staffId: randomUUID(),
        at,
      }),
    )
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', notified_at: null })
    const sent = await db
      .selectFrom('case_letter')
      .select('delivered_at')
      .where('letter_id', '=', letter.letter_id)
      .executeTakeFirstOrThrow()
    expect(sent.delivered_at).toEqual(at)
  })
})
