import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../../civic/day.ts'
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
const decide = async (caseId: string, decisionId: string) => {
  await approvers.decide(caseId, decisionId, `8柳市第${randomUUID()}号`)
  await approvers.endProposals(caseId)
}

/** A registration with the number of a tag that was copied wrongly. */
async function registeredCase(delivery: 'portal' | 'post' = 'post'): Promise<string> {
  const id = await reviewedCase(world, clerk)
  await db().updateTable('case_file').set({ delivery, fee_total: 0 }).where('id', '=', id).execute()
  const answer = await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '123',
    suggestion: ['complete'],
    grounds: '',
  })
  expect(answer.status).toBe(303)
  const { id: decision } = await db()
    .selectFrom('case_decision')
    .select('id')
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  await decide(id, decision)
  return id
}

const page = (id: string) => `/cases/${id}/amendment`
const terms = {
  'field.number': '132',
  'where.0': '宛名',
  'wrong.0': '柳本　花予',
  'right.0': '柳本　花子',
  reason: '鑑札の番号と氏名を写し誤った（申請書で確認）',
  evident: 'yes',
  delivery: 'post',
}
const submit = (id: string, fields: Record<string, string>, browser = clerk) =>
  browser.submit(page(id), page(id), fields)
const amendments = (id: string) =>
  db().selectFrom('case_amendment').selectAll().where('case_id', '=', id).orderBy('prepared_at').execute()
const told = (receipt: string, kind: string) =>
  world.services.relay.sent
    .filter((each) => each.kind === kind && each.receiptNumber === receipt)
    .map((each) => each.payload)
const lettersOf = (id: string) =>
  db()
    .selectFrom('letter')
    .select(['id', 'title', 'template', 'state'])
    .where('case_id', '=', id)
    .orderBy('ordered_at')
    .execute()

describe('更正', () => {
  it('puts right what was copied wrongly: one proposal, then letter, mailbox, case page and export have it', async () => {
    const id = await registeredCase()
    const { receipt_number: receipt } = await caseRow(world, id)
    expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('決定の更正（誤記を直す）')
    // Numbers are taken by letters when they are made: by it people call the decision.
    await db().updateTable('case_decision').set({ document_number: null }).where('case_id', '=', id).execute()
    await db().updateTable('case_letter').set({ document_number: '8柳市第1号' }).where('case_id', '=', id).execute()
    for (const at of [page(id), `/cases/${id}/cancellation`])
      expect(await (await clerk.get(at)).text()).toContain('8柳市第1号')
    expect((await submit(id, terms)).status).toBe(303)
    const [amendment] = await amendments(id)
    const proposal = await db()
      .selectFrom('proposal')
      .select(['bulk', 'adverse', 'proposer_id', 'matter'])
      .where('decision_id', '=', amendment?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(proposal).toMatchObject({ bulk: false, adverse: false, matter: 'dog-registration' })
    expect(await (await clerk.get(page(id))).text()).toContain('決裁を待っています')
    expect(told(receipt, 'amendment'), 'nobody can do it alone').toEqual([])

    await decide(id, amendment?.id ?? '')
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', outcome_id: 'registered' })
    expect(await amendments(id)).toMatchObject([{ ended: 'decided', decided_on: today }])
    expect(await lettersOf(id)).toMatchObject([
      { title: '犬の登録・注射済票交付のお知らせ', state: 'ordered' },
      { title: '更正通知書', template: 'general/amendment-notice.typ', state: 'ordered' },
    ])
    expect(told(receipt, 'amendment')).toMatchObject([
      {
        items: [
          { where: '鑑札の番号', wrong: '123', right: '132' },
          { where: '宛名', wrong: '柳本　花予', right: '柳本　花子' },
        ],
        facts: [{ label: '鑑札の番号', text: '132' }],
        documentNumber: expect.stringContaining('8柳市第'),
        delivery: 'post',
      },
    ])
    expect((await eventsOf(world, id)).slice(-2)).toEqual(['amendment-proposed', 'amended'])
    const html = await (await clerk.get(`/cases/${id}`)).text()
    for (const words of ['誤「123」→ 正「132」', '決定を更正した（専決）', '決定の更正を起案した（2か所）'])
      expect(html).toContain(words)
    // A second one starts from what is right now.
    expect(await (await clerk.get(page(id))).text()).toContain('value="132"')
  })

  it('says what is missing at the control, and that the same again is no correction', async () => {
    const id = await registeredCase()
    const wrong = await submit(id, {
      'field.number': '123',
      'where.0': '宛名',
      'wrong.0': 'あ',
      'right.0': '',
      reason: '',
      delivery: 'portal',
    })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    for (const words of [
      '正しいことばを入れてください',
      '誤りの理由を入れてください',
      '明らかな誤記・計算違いのときだけ',
    ])
      expect(html).toContain(words)
    const same = await submit(id, { 'field.number': '123', reason: '写し誤り', evident: 'yes', delivery: 'post' })
    expect(same.status).toBe(422)
    expect(await same.text()).toContain('直すところがありません')
    expect(await amendments(id)).toEqual([])
  })

  it('sent back is offered again with the reason; a cancellation and a 更正 never run together', async () => {
    const id = await registeredCase()
    await submit(id, terms)
    const [first] = await amendments(id)
    const cancellation = {
      kind: 'annulment',
      grounds: '要件がないため',
      basis: '狂犬病予防法第4条',
      law: 'act',
      adverse: 'yes',
      way: 'none',
      exemption: 'slight',
      exemptBecause: '軽いため',
      delivery: 'post',
    }
    const both = await clerk.submit(`/cases/${id}/cancellation`, `/cases/${id}/cancellation`, cancellation)
    expect(both.status).toBe(422)
    expect(await both.text()).toContain('更正が決裁待ちです')
    const returned = { ...approvers.act(id, first?.id ?? '', 'send-back'), reason: '番号をもう一度確かめてください' }
    await approvers.inTransaction((trx) => caseApprovalCallbacks(world.services).onSentBack(trx, returned))
    await approvers.endProposals(id)
    const html = await (await clerk.get(page(id))).text()
    for (const words of ['番号をもう一度確かめてください', '誤「123」→ 正「132」', 'value="123"'])
      expect(html).toContain(words)
    expect((await clerk.submit(`/cases/${id}/cancellation`, `/cases/${id}/cancellation`, cancellation)).status).toBe(
      303,
    )
    const late = await submit(id, terms)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('取消し・撤回を準備しているか、決裁待ちです')
  })

  it('for the mailbox goes there when its letter is made, and the same form twice is one proposal', async () => {
    const id = await registeredCase('portal')
    const { receipt_number: receipt } = await caseRow(world, id)
    expect((await submit(id, { ...terms, delivery: 'portal' })).status).toBe(303)
    const [amendment] = await amendments(id)
    expect((await submit(id, terms).catch(() => ({ status: 0 }))).status).not.toBe(303)
    await decide(id, amendment?.id ?? '')
    expect(told(receipt, 'amendment')).toEqual([])
    const letter = (await lettersOf(id)).find(({ title }) => title === '更正通知書')
    await approvers.inTransaction((trx) =>
      caseLetterCallbacks(world.services).onLetterMade(trx, {
        cityId: 'yanai',
        caseId: id,
        decisionId: amendment?.id ?? '',
        letterId: letter?.id ?? '',
        title: '更正通知書',
        documentNumber: '8柳市第9号',
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
        at: world.services.clock.now(),
      }),
    )
    expect(told(receipt, 'amendment')).toMatchObject([
      { documentNumber: '8柳市第9号', letter: { title: '更正通知書' } },
    ])
  })

  it('of a decision that waits for its fee corrects what will be told, and sends nothing before', async () => {
    const id = await registeredCase()
    const { receipt_number: receipt } = await caseRow(world, id)
    await db()
      .updateTable('case_file')
      .set({ state: 'awaiting-payment', resume_to: 'decided' })
      .where('id', '=', id)
      .execute()
    expect(await (await clerk.get(page(id))).text()).toContain('納付のあと、正しい内容で通知する')
    expect((await submit(id, terms)).status).toBe(303)
    const [amendment] = await amendments(id)
    await decide(id, amendment?.id ?? '')
    expect(told(receipt, 'amendment')).toEqual([])
    expect((await lettersOf(id)).map(({ title }) => title)).not.toContain('更正通知書')
    expect(await (await clerk.get(page(id))).text()).toContain('value="132"')
  })

  it('is for those who may propose in the section, and for a case with a decision', async () => {
    const id = await registeredCase()
    expect((await clerk.get(page(id))).status).toBe(200)
    for (const person of ['newcomer', 'neighbour', 'auditor', 'stranger'] as const)
      expect((await world.browser(person).get(page(id))).status).toBe(404)
    expect((await clerk.get(page(await reviewedCase(world, clerk)))).status).toBe(404)
  })
})
