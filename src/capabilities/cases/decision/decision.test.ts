import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks, caseLetterCallbacks } from '../index.ts'
import { act, eventsOf, reviewedCase } from '../test-support/acts.ts'
import { type Browser, caseRow, deliver, openedCase, testWorld, type World } from '../test-support/world.ts'

let world: World
let clerk: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const events = (caseId: string) => eventsOf(world, caseId)
const reviewed = () => reviewedCase(world, clerk)
const inTransaction = (work: (trx: Transaction<unknown>) => Promise<void>) =>
  db()
    .transaction()
    .execute((trx) => work(trx as unknown as Transaction<unknown>))

describe('the decision', () => {
  const propose = (id: string, fields: Record<string, string | readonly string[]> = {}) =>
    clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
      'field.number': '123',
      suggestion: ['complete'],
      grounds: '',
      ...fields,
    })

  it('needs every check settled', async () => {
    const id = await openedCase(world)
    await act(clerk, id, 'assignment')
    const open = (await caseRow(world, id)).checks_open
    const answer = await propose(id)
    expect(answer.status).toBe(open > 0 ? 422 : 303)
  })

  it('needs grounds when it is adverse', async () => {
    const id = await reviewed()
    const answer = await clerk.submit(`/cases/${id}/decision?outcome=refused`, `/cases/${id}/decision`, { grounds: '' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('理由を入れてください')
    expect((await caseRow(world, id)).state).toBe('reviewing')
  })

  it('goes on its route; sent back it is in review again with the reason; decided it is told, lettered, paid, notified, completed', async () => {
    const id = await reviewed()
    expect((await propose(id)).status).toBe(303)
    expect((await caseRow(world, id)).state).toBe('approving')
    const first = await db().selectFrom('case_decision').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow()
    const callbacks = caseApprovalCallbacks(world.services)
    const at = world.services.clock.now()
    const event = {
      cityId: 'yanai',
      proposalId: first.proposal_id ?? '',
      caseId: id,
      decisionId: first.id,
      actorId: randomUUID(),
      act: 'send-back',
      actorName: '白井',
      actorRole: '市民生活課 課長',
      at,
    }
    await inTransaction((trx) => callbacks.onSentBack(trx, { ...event, reason: '鑑札の番号を確かめること' }))
    expect((await caseRow(world, id)).state).toBe('reviewing')
    expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('鑑札の番号を確かめること')
    await db()
      .updateTable('proposal')
      .set({ state: 'returned', ended_at: at })
      .where('id', '=', first.proposal_id ?? '')
      .execute()

    expect((await propose(id, { 'field.number': '124' })).status).toBe(303)
    const second = await db()
      .selectFrom('case_decision')
      .selectAll()
      .where('case_id', '=', id)
      .where('ended', 'is', null)
      .executeTakeFirstOrThrow()
    const decided = {
      ...event,
      proposalId: second.proposal_id ?? '',
      decisionId: second.id,
      decidedOn: '2026-11-25',
      manner: 'delegated' as const,
    }
    await inTransaction((trx) => callbacks.onDecided(trx, decided))
    // The fee is due before delivery: what was decided waits for it.
    expect(await caseRow(world, id)).toMatchObject({
      state: 'awaiting-payment',
      resume_to: 'decided',
      decided_on: '2026-11-25',
      result: 'accepted',
      payment_due_on: '2026-12-24',
    })
    await expect(inTransaction((trx) => callbacks.onDecided(trx, decided))).rejects.toThrow('could not follow')
    expect(
      (
        await act(world.browser('cashier'), id, 'payments', {
          amount: '3550',
          method: 'cash',
          receiptNo: 'B-1',
          receivedOn: '2026-11-24',
        })
      ).status,
    ).toBe(303)
    expect((await caseRow(world, id)).state).toBe('decided')
    const letter = await db().selectFrom('case_letter').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow()
    expect(letter).toMatchObject({ way: 'counter', made_at: null })
    const told = world.services.relay.sent.findLast((each) => each.kind === 'decision')
    expect(told?.payload).toMatchObject({
      outcomeId: 'registered',
      decidedOn: '2026-11-25',
      facts: [{ label: '鑑札の番号', text: '124' }],
      // The number of the tag is what a later notice of the same dog begins with.
      fields: { number: '124' },
    })

    const letters = caseLetterCallbacks(world.services)
    const stored = await world.services.files.put('yanai', Buffer.from('%PDF-1.7'))
    const file = {
      fileId: letter.letter_id,
      path: 'letter',
      name: '通知.pdf',
      mediaType: 'application/pdf',
      bytes: 8,
      sha256: stored.sha256,
      address: stored.address,
      key: stored.key.toString('base64'),
    }
    const made = {
      cityId: 'yanai',
      caseId: id,
      decisionId: second.id,
      letterId: letter.letter_id,
      title: '通知',
      documentNumber: '8柳市第1号',
      file,
      at,
    }
    await inTransaction((trx) => letters.onLetterMade(trx, made))
    await inTransaction((trx) => letters.onLetterMade(trx, made))
    await inTransaction((trx) =>
      letters.onLetterDelivered(trx, { ...made, way: 'counter', staffId: world.staff.clerk }),
    )
    expect(await caseRow(world, id)).toMatchObject({ state: 'completed', closed_at: expect.any(Date) })
    expect((await events(id)).filter((type) => type === 'letter-made')).toHaveLength(1)
    expect(await events(id)).toEqual(
      expect.arrayContaining([
        'proposal-sent-back',
        'decided',
        'payment-requested',
        'payment-recorded',
        'notified',
        'completed',
      ]),
    )
  })

  it('sends the letter to the mailbox and is complete when it was read there', async () => {
    const id = await reviewed()
    await db().updateTable('case_file').set({ delivery: 'portal', fee_total: 0 }).where('id', '=', id).execute()
    await propose(id)
    const decision = await db()
      .selectFrom('case_decision')
      .selectAll()
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    const at = world.services.clock.now()
    const event = {
      cityId: 'yanai',
      proposalId: '',
      caseId: id,
      decisionId: decision.id,
      act: 'decide',
      actorId: randomUUID(),
      actorName: '白井',
      actorRole: '市民生活課 課長',
      at,
      decidedOn: '2026-11-25',
      manner: 'decision' as const,
    }
    await inTransaction((trx) => caseApprovalCallbacks(world.services).onDecided(trx, event))
    const letter = await db().selectFrom('case_letter').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow()
    const stored = await world.services.files.put('yanai', Buffer.from('%PDF-1.7'))
    const file = {
      fileId: letter.letter_id,
      path: 'letter',
      name: '通知.pdf',
      mediaType: 'application/pdf',
      bytes: 8,
      sha256: stored.sha256,
      address: stored.address,
      key: stored.key.toString('base64'),
    }
    await inTransaction((trx) =>
      caseLetterCallbacks(world.services).onLetterMade(trx, {
        cityId: 'yanai',
        caseId: id,
        decisionId: decision.id,
        letterId: letter.letter_id,
        title: '通知',
        file,
        at,
      }),
    )
    const sent = world.services.relay.sent.findLast((each) => each.kind === 'decision')
    expect(sent).toMatchObject({ files: [stored.address], payload: { letter: { letterId: letter.letter_id } } })
    const { receipt_number: receiptNumber } = await caseRow(world, id)
    await deliver(world, {
      kind: 'letter-read' as const,
      receiptNumber,
      letterId: letter.letter_id,
      readAt: at.toISOString(),
    } as never)
    expect((await caseRow(world, id)).state).toBe('completed')
  })

  it('ends with a withdrawal, and the proposal leaves every desk', async () => {
    const id = await reviewed()
    await propose(id)
    const { receipt_number: receiptNumber } = await caseRow(world, id)
    await deliver(world, {
      kind: 'withdrawal' as const,
      receiptNumber,
      withdrawnAt: world.services.clock.now().toISOString(),
      reason: '',
    } as never)
    expect((await caseRow(world, id)).state).toBe('withdrawn')
    const proposal = await db()
      .selectFrom('proposal')
      .select('state')
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(proposal.state).toBe('recalled')
  })
})
