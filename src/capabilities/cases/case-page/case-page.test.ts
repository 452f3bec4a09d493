import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks, caseLetterCallbacks } from '../index.ts'
import {
  type Browser,
  caseRow,
  deliver,
  dogSubmission,
  hiddenOf,
  openedCase,
  testWorld,
  type World,
} from '../test-support/world.ts'

let world: World
let clerk: Browser
let colleague: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
  colleague = world.browser('colleague')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const events = async (caseId: string) =>
  (
    await db()
      .selectFrom('event')
      .select('type')
      .where('stream', '=', 'case')
      .where('stream_id', '=', caseId)
      .orderBy('number')
      .execute()
  ).map((row) => row.type)
const act = (browser: Browser, id: string, noun: string, fields: Record<string, string | readonly string[]> = {}) =>
  browser.submit(`/cases/${id}`, `/cases/${id}/${noun}`, fields)
const inTransaction = (work: (trx: Transaction<unknown>) => Promise<void>) =>
  db()
    .transaction()
    .execute((trx) => work(trx as unknown as Transaction<unknown>))

/** A case in review with every check settled. */
async function reviewed(): Promise<string> {
  const id = await openedCase(world)
  await act(clerk, id, 'assignment')
  const checks = await db()
    .selectFrom('case_check')
    .select(['item_id'])
    .where('case_id', '=', id)
    .where('outcome', '=', 'person')
    .execute()
  for (const check of checks) {
    const html = await (await clerk.get(`/cases/${id}`)).text()
    const hidden = hiddenOf(html, `/cases/${id}/checks`).filter(([name]) => name !== 'item' && name !== 'form')
    const answer = await clerk.post(`/cases/${id}/checks`, [
      ...hidden,
      ['item', check.item_id],
      ['mark', 'pass'],
      [`finding.${check.item_id}`, '書類で確かめた'],
    ])
    expect(answer.status).toBe(303)
  }
  return id
}

describe('the page of a case', () => {
  it('shows the answers as the form, the checks, the clock and the history', async () => {
    const id = await openedCase(world)
    const page = await clerk.get(`/cases/${id}`)
    expect(page.status).toBe(200)
    const html = await page.text()
    for (const words of ['コタロウ', '葛', '確かめること', '申請の内容', '履歴', '受け付けた', 'カード', '期限'])
      expect(html).toContain(words)
  })

  it('is written down as looked at', async () => {
    const id = await openedCase(world)
    await clerk.get(`/cases/${id}`)
    const seen = await db()
      .selectFrom('case_access')
      .selectAll()
      .where('purpose', '=', 'case')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(seen).toMatchObject({ staff_id: world.staff.clerk, case_ids: expect.arrayContaining([id]) })
  })

  it('proves that its history is unchanged, or says that new records wait for the tree', async () => {
    const id = await openedCase(world)
    const html = await (await clerk.get(`/cases/${id}/proof`)).text()
    expect(html).toContain('まもなく木に入ります')
  })
})

describe('taking and handing over', () => {
  it('begins the review and names the person', async () => {
    const id = await openedCase(world)
    expect((await act(clerk, id, 'assignment')).status).toBe(303)
    expect(await caseRow(world, id)).toMatchObject({
      state: 'reviewing',
      assignee_id: world.staff.clerk,
      assignee_name: '青木',
    })
    expect(await events(id)).toEqual(['submitted', 'received', 'review-started', 'taken'])
  })

  it('done twice with one form is done once', async () => {
    const id = await openedCase(world)
    const hidden = hiddenOf(await (await clerk.get(`/cases/${id}`)).text(), `/cases/${id}/notes`)
    const first = await clerk.post(`/cases/${id}/notes`, [...hidden, ['note', '電話で確認済み']])
    const second = await clerk.post(`/cases/${id}/notes`, [...hidden, ['note', '電話で確認済み']])
    expect([first.status, second.status]).toEqual([303, 303])
    const notes = await db().selectFrom('case_note').select('id').where('case_id', '=', id).execute()
    expect(notes).toHaveLength(1)
    expect((await events(id)).filter((type) => type === 'noted')).toHaveLength(1)
  })

  it('tells the second of two clerks, who loses nothing that was typed', async () => {
    const id = await openedCase(world)
    const stale = hiddenOf(await (await colleague.get(`/cases/${id}`)).text(), `/cases/${id}/hand-overs`)
    await act(clerk, id, 'assignment')
    const answer = await colleague.post(`/cases/${id}/hand-overs`, [
      ...stale,
      ['sectionId', world.sections.tax],
      ['staffId', ''],
      ['reason', '税の案件のため'],
    ])
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('見ているあいだに変わりました')
    expect(html).toContain('青木')
    expect(html).toContain('税の案件のため')
    expect((await caseRow(world, id)).section_id).toBe(world.sections['citizen-life'])
  })

  it('lets exactly one of two at the same moment win', async () => {
    const id = await openedCase(world)
    const mine = hiddenOf(await (await clerk.get(`/cases/${id}`)).text(), `/cases/${id}/assignment`)
    const theirs = hiddenOf(await (await colleague.get(`/cases/${id}`)).text(), `/cases/${id}/assignment`)
    const answers = await Promise.all([
      clerk.post(`/cases/${id}/assignment`, mine),
      colleague.post(`/cases/${id}/assignment`, theirs),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
    expect((await events(id)).filter((type) => type === 'taken')).toHaveLength(1)
  })

  it('hands over to another section, which then sees it, and the first no longer', async () => {
    const id = await openedCase(world)
    expect(
      (await act(clerk, id, 'hand-overs', { sectionId: world.sections.tax, staffId: '', reason: '所管が違うため' }))
        .status,
    ).toBe(303)
    expect((await clerk.get(`/cases/${id}`)).status).toBe(404)
    expect((await world.browser('neighbour').get(`/cases/${id}`)).status).toBe(200)
  })

  it('asks for a reason and shows what was typed again', async () => {
    const id = await openedCase(world)
    const answer = await act(clerk, id, 'hand-overs', { sectionId: world.sections.tax, staffId: '', reason: ' ' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('href="#hand-over-reason"')
    expect(html).toContain('理由を入れてください')
  })

  it('shows a case under protective measures only to those who may see it', async () => {
    const id = await openedCase(world)
    const guardian = world.browser('guardian')
    expect(
      (await act(guardian, id, 'confidentiality', { confidential: 'yes', confidentialReason: '支援措置の申出' }))
        .status,
    ).toBe(303)
    expect((await clerk.get(`/cases/${id}`)).status).toBe(404)
    expect((await guardian.get(`/cases/${id}`)).status).toBe(200)
  })
})

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
      path: 'dog.name',
      'code.dog.name': 'mismatch',
      'reason.dog.name': '名前を確かめてください',
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
      items: [{ path: 'dog.name', reason: '名前を確かめてください' }],
    })
    const correctionId = (request?.payload as { correctionId: string } | undefined)?.correctionId ?? ''
    const answers = structuredClone(dogSubmission(world).answers) as Record<string, Record<string, unknown>>
    Object.assign(answers.dog ?? {}, { name: 'ハナ' })
    Object.assign(answers.owner ?? {}, { familyKana: 'カエタ' })
    const answer = {
      kind: 'correction-answer' as const,
      receiptNumber: row.receipt_number,
      correctionId,
      answeredAt: world.services.clock.now().toISOString(),
      answers,
      changedPaths: ['dog.name', 'owner.familyKana'],
      comment: '直しました',
      files: [],
    }
    await deliver(world, answer)
    expect(await caseRow(world, id)).toMatchObject({ state: 'reviewing', correction_due_on: null })
    const shown = await (await clerk.get(`/cases/${id}`)).text()
    expect(shown).toContain('<b>ハナ</b>')
    expect(shown).toContain('コタロウ')
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
})

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
      actorRole: '課長',
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
      actorId: randomUUID(),
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
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(proposal.state).toBe('recalled')
  })

  it('can be cancelled afterwards with a reason', async () => {
    const id = await openedCase(world)
    const at = world.services.clock.now()
    await db()
      .updateTable('case_file')
      .set({ state: 'completed', decided_at: at, closed_at: at })
      .where('id', '=', id)
      .execute()
    expect((await act(clerk, id, 'cancellation', { cancelReason: '' })).status).toBe(422)
    expect(
      (await act(clerk, id, 'cancellation', { cancelReason: '登録の要件がなかったことが分かったため' })).status,
    ).toBe(303)
    expect((await caseRow(world, id)).state).toBe('cancelled')
  })
})
