import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks, caseLetterCallbacks } from '../index.ts'
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

/** A registration that was decided in the person's favour. */
async function decidedCase(delivery: 'portal' | 'post' = 'post'): Promise<string> {
  const id = await reviewedCase(world, clerk)
  await db().updateTable('case_file').set({ delivery, fee_total: 0 }).where('id', '=', id).execute()
  const answer = await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '123',
    suggestion: ['complete'],
    grounds: '',
  })
  expect(answer.status).toBe(303)
  const decision = await db().selectFrom('case_decision').select('id').where('case_id', '=', id).executeTakeFirst()
  await approvers.decide(id, decision?.id ?? '')
  // Decided some time ago; the route of the decision itself is no matter of this test.
  const longAgo = { decided_on: addDays(today, -30) }
  await db().updateTable('case_decision').set(longAgo).where('case_id', '=', id).execute()
  await db().updateTable('case_file').set(longAgo).where('id', '=', id).execute()
  await db()
    .updateTable('proposal')
    .set({
      state: 'decided',
      decided_on: today,
      decided_manner: 'delegated',
      ended_at: world.services.clock.now(),
    })
    .where('subject_id', '=', id)
    .execute()
  return id
}

const terms = {
  kind: 'annulment',
  grounds: '登録の要件がなかったことが分かったため',
  basis: '狂犬病予防法第4条',
  law: 'act',
  adverse: 'yes',
  way: 'explanation',
  delivery: 'post',
}
const page = (id: string) => `/cases/${id}/cancellation`
const submit = (id: string, noun: string, fields: Record<string, string>, browser = clerk) =>
  browser.submit(page(id), `/cases/${id}/${noun}`, fields)
const running = (id: string) =>
  db().selectFrom('case_cancellation').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow()
const noticeBefore = () => ({
  by: 'elsewhere',
  sentOn: addDays(today, -20),
  answerOn: addDays(today, -4),
  place: '窓口',
})
/** What became of the letters of a case, by what they are for. */
async function lettersOf(id: string) {
  const rows = await db().selectFrom('case_letter').selectAll().where('case_id', '=', id).execute()
  const made = await db().selectFrom('letter').selectAll().where('case_id', '=', id).execute()
  const found = rows.map(({ purpose, letter_id: letterId, voided_at: voidedAt }) => {
    const letter = made.find((each) => each.id === letterId)
    const { state, title, template, delivery } = letter ?? {}
    return [purpose, { letterId, voidedAt, state, title, template, delivery }] as const
  })
  return Object.fromEntries(found)
}
const told = (id: string, kind: string) =>
  world.services.relay.sent
    .filter((each) => each.kind === kind && each.receiptNumber === id)
    .map((each) => each.payload)

describe('a cancellation', () => {
  it('hears the person, goes the route, and brings state, letter, mailbox and evidence with the 決裁', async () => {
    const id = await decidedCase()
    const { receipt_number: receipt } = await caseRow(world, id)
    expect((await submit(id, 'cancellation', terms)).status).toBe(303)
    expect((await submit(id, 'hearing-notice', noticeBefore())).status).toBe(303)
    expect(told(receipt, 'hearing')).toMatchObject([{ way: 'explanation', on: addDays(today, -4), place: '窓口' }])
    expect(await (await clerk.get(page(id))).text()).toContain('弁明書が届いたかどうかを、まだ記録していません')
    expect((await submit(id, 'hearing-result', { heard: 'no' })).status).toBe(303)
    expect((await submit(id, 'cancellation-proposal', { reasons: '' })).status).toBe(422)
    expect((await submit(id, 'cancellation-proposal', { reasons: '弁明はなく、要件がないため' })).status).toBe(303)

    // The decision is in force until it is decided, and nobody of the section can end it alone.
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', cancellation: 'proposed' })
    const proposal = await db()
      .selectFrom('proposal')
      .select(['bulk', 'adverse', 'decision_id', 'proposer_id', 'matter'])
      .where('subject_id', '=', id)
      .where('state', '=', 'circulating')
      .executeTakeFirstOrThrow()
    const { id: cancellationId } = await running(id)
    expect(proposal).toMatchObject({
      bulk: false,
      adverse: true,
      decision_id: cancellationId,
      proposer_id: world.staff.clerk,
      matter: 'dog-registration',
    })
    expect(told(receipt, 'cancellation')).toEqual([])

    await approvers.decide(id, cancellationId)
    expect(await caseRow(world, id)).toMatchObject({ state: 'cancelled', cancellation: null })
    expect(await running(id)).toMatchObject({ ended: 'decided', decided_on: today, heard: false })
    expect(await lettersOf(id)).toMatchObject({
      decision: { state: 'void', voidedAt: expect.any(Date) },
      cancellation: { state: 'ordered', title: '決定取消通知書', template: 'general/cancellation-notice.typ' },
    })
    expect(told(receipt, 'cancellation')).toMatchObject([
      {
        what: 'annulment',
        adverse: true,
        reason: '弁明はなく、要件がないため',
        effectiveOn: addDays(today, -30),
        delivery: 'post',
      },
    ])
    expect(told(receipt, 'case-status').at(-1)).toMatchObject({ state: 'cancelled' })
    expect((await eventsOf(world, id)).slice(-5)).toEqual([
      'cancellation-opened',
      'hearing-noticed',
      'hearing-recorded',
      'cancellation-proposed',
      'cancelled',
    ])
    const html = await (await clerk.get(`/cases/${id}`)).text()
    for (const words of ['決定を取り消した（専決）', '決定を取り消したため、送りません', '取消し（職権取消）（'])
      expect(html).toContain(words)
    expect((await clerk.get(page(id))).status).toBe(404)
  })

  it('is not proposed while the answer period runs, or while the notice has not left the house', async () => {
    const id = await decidedCase()
    await submit(id, 'cancellation', terms)
    const soon = { by: 'letter', answerOn: addDays(today, 13), place: '窓口' }
    const short = await submit(id, 'hearing-notice', soon)
    expect(short.status).toBe(422)
    expect(await short.text()).toContain('相当な期間をおいてください')
    expect((await submit(id, 'hearing-notice', { ...soon, answerOn: addDays(today, 14) })).status).toBe(303)
    const { hearing: notice } = await lettersOf(id)
    expect(notice).toMatchObject({ title: '弁明の機会の付与通知書', delivery: 'post' })
    expect(await (await clerk.get(page(id))).text()).toContain('通知書が、まだ送られていません')
    await approvers.inTransaction((trx) =>
      caseLetterCallbacks(world.services).onLetterDelivered(trx, {
        cityId: 'yanai',
        caseId: id,
        decisionId: '',
        letterId: notice?.letterId ?? '',
        way: 'post',
        staffId: world.staff.clerk,
        at: world.services.clock.now(),
      }),
    )
    expect(await (await clerk.get(page(id))).text()).toContain('弁明書の提出期限が過ぎるまで、先に進めません')
    // Without the page's form: the act itself refuses.
    const fields = await formFields(id)
    const forced = await clerk.post(`/cases/${id}/cancellation-proposal`, [...fields, ['reasons', '急ぐため']])
    expect(forced.status).toBe(422)
    expect((await caseRow(world, id)).cancellation).toBe('preparing')
    // The terms that were announced stay.
    const rewritten = await clerk.post(`/cases/${id}/cancellation`, [...fields, ...Object.entries(terms)])
    expect(rewritten.status).toBe(422)
  })

  it('sent back or recalled leaves the decision in force, with the reason, and can be proposed again or dropped', async () => {
    const id = await decidedCase()
    const exempt = { ...terms, way: 'none', exemption: 'slight', exemptBecause: '義務が著しく軽いため' }
    await submit(id, 'cancellation', exempt)
    await submit(id, 'cancellation-proposal', { reasons: '理由' })
    const { id: cancellationId } = await running(id)
    const returned = { ...approvers.act(id, cancellationId, 'send-back'), reason: '根拠の条が違います' }
    await approvers.inTransaction((trx) => caseApprovalCallbacks(world.services).onSentBack(trx, returned))
    await db()
      .updateTable('proposal')
      .set({ state: 'returned', ended_at: world.services.clock.now() })
      .where('decision_id', '=', cancellationId)
      .execute()
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', cancellation: 'preparing' })
    expect(await (await clerk.get(page(id))).text()).toContain('差し戻されました：根拠の条が違います')
    expect((await submit(id, 'cancellation', { ...exempt, basis: '狂犬病予防法第5条' })).status).toBe(303)
    expect((await submit(id, 'cancellation-proposal', { reasons: '理由' })).status).toBe(303)
    const recalled = { ...approvers.act(id, cancellationId, 'recall'), reason: '' }
    await approvers.inTransaction((trx) => caseApprovalCallbacks(world.services).onRecalled(trx, recalled))
    expect((await submit(id, 'cancellation-end', { dropReason: '' })).status).toBe(422)
    expect((await submit(id, 'cancellation-end', { dropReason: '要件があったため' })).status).toBe(303)
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', cancellation: null })
    expect(await running(id)).toMatchObject({ ended: 'dropped', decided_on: null })
    // It was never announced: nobody is told of its end.
    expect(told((await caseRow(world, id)).receipt_number, 'hearing-end')).toEqual([])
    expect(await (await clerk.get(page(id))).text()).toContain('要件があったため')
  })

  it('dropped before its letter was made, calls nobody to the hearing', async () => {
    const id = await decidedCase('portal')
    const { receipt_number: receipt } = await caseRow(world, id)
    await submit(id, 'cancellation', { ...terms, delivery: 'portal' })
    const notice = { by: 'letter', answerOn: addDays(today, 21), place: '柳井市役所 2階' }
    expect((await submit(id, 'hearing-notice', notice)).status).toBe(303)
    const { hearing } = await lettersOf(id)
    expect(hearing?.state).toBe('ordered')
    expect((await submit(id, 'cancellation-end', { dropReason: '要件があったため' })).status).toBe(303)
    const { hearing: stopped, decision } = await lettersOf(id)
    expect([stopped?.state, stopped?.voidedAt, decision?.state, decision?.voidedAt]).toEqual([
      'void',
      expect.any(Date),
      'ordered',
      null,
    ])
    // Even if it was in the press at that moment.
    const { id: cancellationId } = await running(id)
    await approvers.inTransaction((trx) =>
      caseLetterCallbacks(world.services).onLetterMade(trx, {
        cityId: 'yanai',
        caseId: id,
        decisionId: cancellationId,
        letterId: hearing?.letterId ?? '',
        title: '弁明の機会の付与の通知書',
        at: world.services.clock.now(),
        file: {
          fileId: 'f',
          path: 'letter',
          name: 'x.pdf',
          mediaType: 'application/pdf',
          bytes: 1,
          sha256: 'a',
          address: 'b',
          key: 'c',
        },
      }),
    )
    expect(told(receipt, 'hearing')).toEqual([])
    expect(told(receipt, 'hearing-end'), 'nobody is told of the end of what nobody was told of').toEqual([])
  })

  it('撤回 leaves the letter of the decision, goes to the mailbox with its letter, and who was told hears of a change of mind', async () => {
    const id = await decidedCase('portal')
    const { receipt_number: receipt } = await caseRow(world, id)
    const revocation = { ...terms, kind: 'revocation', effectiveOn: addDays(today, 30), delivery: 'portal' }
    await submit(id, 'cancellation', revocation)
    await submit(id, 'hearing-notice', noticeBefore())
    await submit(id, 'cancellation-end', { dropReason: 'やめる' })
    expect(told(receipt, 'hearing-end')).toHaveLength(1)
    await submit(id, 'cancellation', { ...revocation, adverse: 'no', notAdverseBecause: '本人の同意のもとに行う' })
    await submit(id, 'cancellation-proposal', { reasons: '本人が望んだため' })
    const { id: cancellationId } = await db()
      .selectFrom('case_cancellation')
      .select('id')
      .where('case_id', '=', id)
      .where('ended', 'is', null)
      .executeTakeFirstOrThrow()
    await approvers.decide(id, cancellationId)
    expect(told(receipt, 'cancellation')).toEqual([])
    const { decision: first, cancellation: second } = await lettersOf(id)
    expect([first?.state, first?.voidedAt, second?.title]).toEqual(['ordered', null, '決定撤回通知書'])
    const file = {
      fileId: 'f',
      path: 'letter',
      name: 'x.pdf',
      mediaType: 'application/pdf',
      bytes: 1,
      sha256: 'a',
      address: 'b',
      key: 'c',
    }
    await approvers.inTransaction((trx) =>
      caseLetterCallbacks(world.services).onLetterMade(trx, {
        cityId: 'yanai',
        caseId: id,
        decisionId: cancellationId,
        letterId: second?.letterId ?? '',
        title: second?.title ?? '',
        documentNumber: '8柳市第9号',
        file,
        at: world.services.clock.now(),
      }),
    )
    expect(told(receipt, 'cancellation')).toMatchObject([
      {
        what: 'revocation',
        adverse: false,
        effectiveOn: addDays(today, 30),
        documentNumber: '8柳市第9号',
        letter: { file },
      },
    ])
  })

  it('tells the second of two clerks, and says what the law asks for at the control', async () => {
    const id = await decidedCase()
    const wrong = await submit(id, 'cancellation', { ...terms, way: '', grounds: '' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    for (const words of ['理由を入れてください（行政手続法14条）', '本人の意見を聴く方法を選んでください'])
      expect(html).toContain(words)
    const late = await formFields(id)
    expect((await submit(id, 'cancellation', terms, world.browser('colleague'))).status).toBe(303)
    const answer = await clerk.post(`/cases/${id}/cancellation`, [...late, ...Object.entries(terms)])
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('この案件は、見ているあいだに変わりました')
  })

  it('is for those who may propose in the section, and for a case with a decision', async () => {
    const id = await decidedCase()
    expect((await clerk.get(page(id))).status).toBe(200)
    for (const person of ['newcomer', 'neighbour', 'auditor', 'stranger'] as const)
      expect((await world.browser(person).get(page(id))).status).toBe(404)
    const undecided = await reviewedCase(world, clerk)
    expect((await clerk.get(page(undecided))).status).toBe(404)
  })
})

/** The hidden fields of a form of the page as it is now, with a key of their own. */
async function formFields(id: string): Promise<(readonly [string, string])[]> {
  const html = await (await clerk.get(page(id))).text()
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return [
    ['csrf', of('csrf')],
    ['version', of('version')],
    ['requestKey', randomUUID()],
  ]
}
