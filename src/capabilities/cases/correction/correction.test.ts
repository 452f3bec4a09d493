import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { act, eventsOf, reviewedCase } from '../test-support/acts.ts'
import {
  type Browser,
  caseRow,
  deliver,
  dogSubmission,
  hiddenOf,
  testWorld,
  type World,
} from '../test-support/world.ts'

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

describe('補正', () => {
  it('suggests wording, shows the resident’s view, stops the clock, and takes the answer field by field', async () => {
    const id = await reviewed()
    const page = `/cases/${id}/correction`
    const preview = await clerk.submit(page, page, {
      intro: 'ありがとうございます',
      path: 'dog.name',
      'code.dog.name': 'mismatch',
      'reason.dog.name': '',
      dueOn: '令和8年12月8日',
      act: 'preview',
    })
    expect(preview.status).toBe(200)
    const html = await preview.text()
    expect(html).toContain('申請した方には、こう見えます')
    expect(html).toContain('ほかの答えや登録の内容と違っていました')
    const sent = await clerk.submit(page, page, {
      intro: 'ありがとうございます',
      path: ['dog.name', 'owner.name'],
      'code.dog.name': 'mismatch',
      'reason.dog.name': '名前を確かめてください',
      'code.owner.name': 'mismatch',
      'reason.owner.name': '氏名を確かめてください',
      dueOn: '2026-12-08',
      act: 'send',
    })
    expect(sent.status).toBe(303)
    const row = await caseRow(world, id)
    expect(row).toMatchObject({ state: 'correction', correction_due_on: '2026-12-08' })
    const request = world.services.relay.sent.findLast((each) => each.kind === 'correction-request')
    expect(request?.payload).toMatchObject({
      receiptNumber: row.receipt_number,
      dueOn: '2026-12-08',
      items: [
        { path: 'dog.name', reason: '名前を確かめてください' },
        { path: 'owner.name', reason: '氏名を確かめてください' },
      ],
    })
    const correctionId = (request?.payload as { correctionId: string } | undefined)?.correctionId ?? ''
    const answers = structuredClone(dogSubmission(world).answers) as Record<string, Record<string, unknown>>
    Object.assign(answers.dog ?? {}, { name: 'ハナ' })
    Object.assign(answers.owner ?? {}, { familyKana: 'カエタ', name: { family: '訂正', given: '太郎' } })
    const answer = {
      kind: 'correction-answer' as const,
      receiptNumber: row.receipt_number,
      correctionId,
      answeredAt: world.services.clock.now().toISOString(),
      answers,
      changedPaths: ['dog.name', 'owner.name', 'owner.familyKana'],
      comment: '直しました',
      files: [],
    }
    await deliver(world, answer)
    expect(await caseRow(world, id)).toMatchObject({ state: 'reviewing', correction_due_on: null })
    const shown = await (await clerk.get(`/cases/${id}`)).text()
    expect(shown).toContain('<b>ハナ</b>')
    expect(shown).toContain('コタロウ')
    // Who applies is who it is answered to be now.
    expect(/<h1[\s\S]*?<\/h1>/.exec(shown)?.[0] ?? '').toContain('訂正　太郎')
    // Only the asked field may differ, whatever was sent.
    expect(shown).not.toContain('カエタ')
    await deliver(world, answer)
    expect((await events(id)).filter((type) => type === 'correction-came-late')).toHaveLength(1)
  })

  it('refuses a request without fields, reasons or a day, and keeps what was typed', async () => {
    const id = await reviewed()
    const page = `/cases/${id}/correction`
    const answer = await clerk.submit(page, page, { intro: 'はじめの文です', dueOn: '2026-11-01', act: 'send' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('直してほしいところを1つ以上選んでください')
    expect(html).toContain('はじめの文です')
    expect((await caseRow(world, id)).state).toBe('reviewing')
  })
})

describe('an answer that comes when the matter has ended', () => {
  it.each(['completed', 'withdrawn', 'cancelled', 'expired'] as const)('is kept with its files: %s', async (state) => {
    const id = await reviewed()
    const at = world.services.clock.now()
    await db().updateTable('case_file').set({ state, closed_at: at }).where('id', '=', id).execute()
    const stored = await world.services.files.put('yanai', Buffer.from('%PDF-1.7'))
    const key = stored.key.toString('base64')
    const append = vi.spyOn(world.ctx.evidence, 'append')
    await deliver(world, {
      kind: 'correction-answer',
      receiptNumber: (await caseRow(world, id)).receipt_number,
      correctionId: randomUUID(),
      answeredAt: at.toISOString(),
      answers: {},
      changedPaths: ['shot.paper'],
      comment: '遅れました',
      files: [
        {
          fileId: 'late',
          path: 'shot.paper',
          name: '証.pdf',
          mediaType: 'application/pdf',
          bytes: 8,
          sha256: stored.sha256,
          address: stored.address,
          key,
        },
      ],
    } as never)
    expect((await events(id)).at(-1)).toBe('correction-came-late')
    // Events stay for good: what opens a file is not in them.
    const written = JSON.stringify(append.mock.calls.map(([, , event]) => event))
    append.mockRestore()
    expect(written).toContain(stored.address)
    expect(written).not.toContain(key)
    expect((await caseRow(world, id)).state).toBe(state)
    const kept = await db()
      .selectFrom('case_attachment')
      .select(['revision', 'address'])
      .where('case_id', '=', id)
      .where('file_id', '=', 'late')
      .execute()
    expect(kept).toEqual([{ revision: 1, address: stored.address }])
  })
})

describe('照会 and 納付', () => {
  it('waits until every body has answered', async () => {
    const id = await reviewed()
    await act(clerk, id, 'consultations', { body: '保健所', question: '登録の有無', dueOn: '' })
    await act(clerk, id, 'consultations', { body: '隣の市', question: '転入の有無', dueOn: '2026-12-01' })
    expect((await caseRow(world, id)).state).toBe('consulting')
    for (let left = 2; left > 0; left -= 1) {
      const open = await db()
        .selectFrom('case_consultation')
        .select('id')
        .where('case_id', '=', id)
        .where('answered_at', 'is', null)
        .executeTakeFirstOrThrow()
      const html = await (await clerk.get(`/cases/${id}`)).text()
      const hidden = hiddenOf(html, `/cases/${id}/consultation-answers`).filter(
        ([name]) => name !== 'consultation' && name !== 'form',
      )
      const answer = await clerk.post(`/cases/${id}/consultation-answers`, [
        ...hidden,
        ['consultation', open.id],
        [`answer.${open.id}`, 'ありません'],
      ])
      expect(answer.status).toBe(303)
    }
    expect((await caseRow(world, id)).state).toBe('reviewing')
  })

  it('takes money only from whoever keeps the till, once for a receipt number, and voids by a row of its own', async () => {
    const id = await reviewed()
    expect(await (await clerk.get(`/cases/${id}`)).text()).not.toContain(`/cases/${id}/payments"`)
    const cashier = world.browser('cashier')
    const pay = { amount: '３，５５０', method: 'cash', receiptNo: 'A-100', receivedOn: '2026-11-24' }
    expect((await act(cashier, id, 'payments', pay)).status).toBe(303)
    expect(await caseRow(world, id)).toMatchObject({ fee_paid: 3550, paid_at: expect.any(Date), state: 'reviewing' })
    const other = await reviewed()
    const used = await act(cashier, other, 'payments', pay)
    expect(used.status).toBe(422)
    expect(await used.text()).toContain('この領収番号はもう使われています')
    const payment = await db()
      .selectFrom('case_payment')
      .select('id')
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    expect((await act(cashier, id, 'payment-voids', { [`voidReason.${payment.id}`]: '金額の誤り' })).status).toBe(303)
    expect(await caseRow(world, id)).toMatchObject({ fee_paid: 0, paid_at: null })
    expect(await db().selectFrom('case_payment').select('amount').where('case_id', '=', id).execute()).toHaveLength(1)
  })
  it('waits again, with a last day, when the payment of a decided matter is voided', async () => {
    const id = await reviewed()
    const at = world.services.clock.now()
    await db().updateTable('case_file').set({ state: 'decided', decided_at: at }).where('id', '=', id).execute()
    const cashier = world.browser('cashier')
    const pay = { amount: '3550', method: 'cash', receiptNo: 'A-200', receivedOn: '2026-11-24' }
    await act(cashier, id, 'payments', pay)
    const payment = await db()
      .selectFrom('case_payment')
      .select('id')
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    await act(cashier, id, 'payment-voids', { [`voidReason.${payment.id}`]: '金額の誤り' })
    expect(await caseRow(world, id)).toMatchObject({ state: 'awaiting-payment', payment_due_on: '2026-12-24' })
  })
})
