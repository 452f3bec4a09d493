import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { eventsOf, reviewedCase } from '../test-support/acts.ts'
import { approversOf } from '../test-support/approvers.ts'
import { type Browser, caseRow, testWorld, type World } from '../test-support/world.ts'

let world: World
let clerk: Browser
let approvers: ReturnType<typeof approversOf>
let today: string
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
  approvers = approversOf(world)
  today = dayOf(world.services.clock.now())
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')

const runningDecision = async (id: string): Promise<string> =>
  (
    await db()
      .selectFrom('case_decision')
      .select('id')
      .where('case_id', '=', id)
      .where('ended', 'is', null)
      .executeTakeFirstOrThrow()
  ).id
async function refuse(id: string): Promise<void> {
  const answer = await clerk.submit(`/cases/${id}/decision?outcome=refused`, `/cases/${id}/decision`, {
    suggestion: ['no-shot'],
    grounds: '',
  })
  expect(answer.status).toBe(303)
  await approvers.decide(id, await runningDecision(id))
  await approvers.endProposals(id)
}
/** A registration that was refused thirty days ago, to be told by post. */
async function refusedCase(): Promise<string> {
  const id = await reviewedCase(world, clerk)
  await db().updateTable('case_file').set({ delivery: 'post', fee_total: 0 }).where('id', '=', id).execute()
  await refuse(id)
  const decidedAt = new Date(world.services.clock.now().getTime() - 30 * 86_400_000)
  await db()
    .updateTable('case_file')
    .set({ decided_on: dayOf(decidedAt), decided_at: decidedAt, arrived_at: decidedAt })
    .where('id', '=', id)
    .execute()
  return id
}

const page = (id: string) => `/cases/${id}/cancellation`
const submit = (id: string, noun: string, fields: Record<string, string>) =>
  clerk.submit(page(id), `/cases/${id}/${noun}`, fields)
const running = (id: string) =>
  db()
    .selectFrom('case_cancellation')
    .select('id')
    .where('case_id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirstOrThrow()
const told = (receipt: string, kind: string) =>
  world.services.relay.sent
    .filter((each) => each.kind === kind && each.receiptNumber === receipt)
    .map((each) => each.payload)

test('a refusal that is annulled leaves the application to be decided anew, on the same case and without the days under the refusal', async () => {
  const id = await refusedCase()
  const { receipt_number: receipt } = await caseRow(world, id)
  const plan = {
    kind: 'annulment',
    grounds: '注射済証を見落としたため',
    basis: '狂犬病予防法第5条',
    law: 'act',
    adverse: 'no',
    delivery: 'post',
  }
  expect((await submit(id, 'cancellation', plan)).status).toBe(303)
  const html = await (await clerk.get(page(id))).text()
  for (const words of ['申請は審査に戻り、この案件で決め直します', '申請を「審査中」に戻す（この案件で決め直す）'])
    expect(html).toContain(words)
  expect((await submit(id, 'cancellation-proposal', { reasons: '注射済証が届いていたため' })).status).toBe(303)
  const first = await running(id)
  await approvers.decide(id, first.id)
  await approvers.endProposals(id)
  expect(await caseRow(world, id)).toMatchObject({
    state: 'reviewing',
    decided_at: null,
    outcome_id: null,
    result: null,
    adverse: null,
    closed_at: null,
    cancellation: null,
  })
  expect((await caseRow(world, id)).due_on ?? '', 'the days under the refusal do not count').toSatisfy(
    (due: string) => due > today,
  )
  expect(told(receipt, 'cancellation')).toMatchObject([{ what: 'annulment', again: true }])
  expect(told(receipt, 'case-status').at(-1)).toMatchObject({ state: 'reviewing' })
  expect((await eventsOf(world, id)).slice(-2)).toEqual(['cancelled', 'reopened'])
  expect((await clerk.get(page(id))).status, 'there is no decision to cancel').toBe(404)

  // Refused once more, and that too can be annulled; then it is registered.
  await refuse(id)
  expect(await caseRow(world, id)).toMatchObject({ state: 'decided', outcome_id: 'refused' })
  const decisions = told(receipt, 'decision').map((each) => (each as { decisionId: string }).decisionId)
  expect(new Set(decisions).size, 'the mailbox tells the second refusal too').toBe(2)
  await submit(id, 'cancellation', plan)
  await submit(id, 'cancellation-proposal', { reasons: '数え違い' })
  const second = await running(id)
  await approvers.decide(id, second.id)
  await approvers.endProposals(id)
  const answer = await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '123',
    suggestion: ['complete'],
    grounds: '',
  })
  expect(answer.status).toBe(303)
  await approvers.decide(id, await runningDecision(id))
  expect(await caseRow(world, id)).toMatchObject({ state: 'decided', outcome_id: 'registered', adverse: false })
  const ended = await db().selectFrom('case_decision').select('ended').where('case_id', '=', id).execute()
  expect(ended.map((each) => each.ended).sort()).toEqual(['annulled', 'annulled', 'decided'])
  expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('前の決定「交付しない」は')
})
