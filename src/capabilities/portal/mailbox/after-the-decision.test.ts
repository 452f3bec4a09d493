import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { TestPortal } from '../test-support/app.ts'
import { hanako, signIn, TestBrowser } from '../test-support/browser.ts'
import { eventFamilies } from '../test-support/event-family.ts'
import { standingDecision } from './kept-decision.ts'

const families = eventFamilies()
const { application, deliver, status } = families
let portal: TestPortal
let browser: TestBrowser
let id: string

beforeEach(async () => {
  ;({ portal, browser, id } = await families.begin())
})

describe('the decision', () => {
  test('the letter is read once, by its owner, and the office is told', async () => {
    const letter = Buffer.from('%PDF-1.7 the letter')
    const stored = await portal.services.files.put('yanai', letter)
    const letterId = randomUUID()
    await deliver('decision', {
      decidedOn: '2026-11-25',
      outcomeId: 'confirmed',
      result: 'accepted',
      adverse: false,
      documentNumber: '柳生第12号',
      facts: [{ label: '受講番号', text: 'A-3' }],
      delivery: 'portal',
      letter: {
        letterId,
        title: '受講決定通知書',
        file: {
          fileId: letterId,
          path: '',
          name: 'letter.pdf',
          mediaType: 'application/pdf',
          bytes: letter.length,
          sha256: stored.sha256,
          address: stored.address,
          key: stored.key.toString('base64'),
        },
      },
    })
    await status(5, 'notified')
    const page = await browser.get(`/applications/${id}`)
    expect(page.html).toContain('A-3')
    expect(page.html).toContain('柳生第12号')
    const stranger = new TestBrowser(portal)
    await signIn(portal, stranger, { profile: hanako })
    expect((await stranger.get(`/applications/${id}/letters/${letterId}`)).status).toBe(404)
    for (let times = 0; times < 2; times += 1) {
      const pdf = await browser.get(`/applications/${id}/letters/${letterId}`)
      expect(pdf.headers.get('content-type')).toBe('application/pdf')
      expect(pdf.html).toContain('the letter')
    }
    expect(portal.services.relay.sent.filter(({ kind }) => kind === 'letter-read')).toHaveLength(1)
  })

  test('afterwards it can not be withdrawn here', async () => {
    const form = await browser.get(`/applications/${id}/withdrawal`)
    await status(4, 'decided')
    expect((await browser.get(`/applications/${id}/withdrawal`)).status).toBe(303)
    expect(
      (await browser.submit(form, { reason: '都合が悪くなりました' }, `/applications/${id}/withdrawal`)).status,
    ).toBe(422)
    expect((await application()).state).toBe('decided')
  })
})

describe('what becomes of a decision', () => {
  test('before a decision is cancelled the person is heard; then it is told why, from when, and that one may object', async () => {
    const at = '2026-11-24T00:00:00.000Z'
    const page = async () => (await browser.get(`/applications/${id}`)).html
    const place = '市役所 見本課'
    const told = { noticedAt: at, way: 'explanation', on: '2026-12-15', place, delivery: 'post' }
    await status(4, 'completed')
    expect((await application()).erase_on).not.toBeNull()
    await deliver('hearing', { ...told, cancellationId: 'a' })
    expect((await application()).erase_on).toBeNull()
    expect(await page()).toContain('意見を書いた紙（弁明書）')
    expect(await page()).toContain(place)
    expect((await browser.get('/mailbox')).html).toContain('返事が必要なものが1件')
    await deliver('hearing-end', { cancellationId: 'a', endedAt: at })
    expect((await application()).erase_on).toBe('2027-02-22')
    expect(await page()).not.toContain('弁明書')
    expect((await browser.get('/mailbox')).html).toContain('取り消さないことにしました')
    await deliver('hearing', { ...told, cancellationId: 'b', way: 'hearing', time: '10:00' })
    expect(await page()).toContain('聴聞の日時')
    const decided = { decidedOn: '2026-12-20', effectiveOn: '2026-11-24', adverse: true, delivery: 'post' }
    const cancellation = { ...decided, cancellationId: 'b', what: 'annulment', reason: '定員を数えまちがえたため' }
    await deliver('cancellation', cancellation)
    await deliver('cancellation', cancellation)
    await deliver('case-status', { state: 'cancelled', at, section: '生涯学習課', sectionPhone: '', version: 5 })
    const html = await page()
    for (const words of ['定員を数えまちがえたため', '審査請求や取消しの訴えができます', '通知書は郵送でお送りします'])
      expect(html).toContain(words)
    expect(html).not.toContain('聴聞の日時')
    expect(portal.services.mail.sent.filter(({ text }) => text.includes('市が決定を取り消しました'))).toHaveLength(1)
  })

  test('a refusal that is annulled is decided anew: the mailbox says so, and then tells the new result', async () => {
    const at = '2026-11-24T00:00:00.000Z'
    const page = async () => (await browser.get(`/applications/${id}`)).html
    const refusal = {
      decidedOn: '2026-11-20',
      outcomeId: 'not-accepted',
      result: 'rejected',
      adverse: true,
      facts: [],
      delivery: 'post',
    }
    await deliver('decision', { ...refusal, decisionId: 'd1' })
    await status(4, 'completed')
    await deliver('hearing', {
      noticedAt: at,
      way: 'explanation',
      on: '2026-12-15',
      place: '市役所',
      delivery: 'post',
      cancellationId: 'a',
    })
    await deliver('cancellation', {
      cancellationId: 'a',
      what: 'annulment',
      decidedOn: '2026-12-20',
      effectiveOn: '2026-11-20',
      adverse: false,
      again: true,
      reason: '書類が届いていたため',
      delivery: 'post',
    })
    await status(5, 'reviewing')
    portal.services.clock.advance(60_000)
    expect((await application()).erase_on).toBeNull()
    const between = await page()
    for (const words of [
      '書類が届いていたため',
      'もう一度審査して、結果をお知らせします',
      'この決定は、そのあと取り消されました',
    ])
      expect(between).toContain(words)
    expect(between, 'nobody is asked for an opinion any more').not.toContain('弁明書')
    expect(
      between.match(/通知書は郵送でお送りします/g),
      'the notice of what was cancelled is not on its way',
    ).toHaveLength(1)
    expect(await standingDecision(portal.portal, 'yanai', { id }), 'nothing follows what was cancelled').toBeUndefined()
    // The same outcome again is news all the same.
    await deliver('decision', { ...refusal, decisionId: 'd2', decidedOn: '2026-12-21' })
    expect(await standingDecision(portal.portal, 'yanai', { id })).toMatchObject({ decisionId: 'd2' })
    const after = await page()
    expect(after).not.toContain('この決定は、そのあと取り消されました')
    expect(after).not.toContain('書類が届いていたため')
    expect((await browser.get('/mailbox')).html.match(/結果/g)?.length).toBeGreaterThanOrEqual(2)
  })

  test('a mistake of the notice that was put right stands beside the decision, and its facts are the right ones', async () => {
    const facts = (text: string) => [{ label: '会場', text }]
    await deliver('decision', {
      decisionId: 'd1',
      decidedOn: '2026-11-20',
      outcomeId: 'accepted',
      result: 'accepted',
      adverse: false,
      facts: facts('中夫公民館'),
      delivery: 'post',
    })
    await status(4, 'completed')
    const before = (await application()).erase_on ?? ''
    const amendment = {
      amendmentId: 'm1',
      decisionId: 'd1',
      decidedOn: '2026-12-01',
      items: [{ where: '会場', wrong: '中夫公民館', right: '中央公民館' }],
      facts: facts('中央公民館（別館）'),
      reason: '会場の名を写し誤ったため',
      delivery: 'post',
    }
    await deliver('amendment', amendment)
    await deliver('amendment', amendment)
    expect(await standingDecision(portal.portal, 'yanai', { id })).toMatchObject({ facts: amendment.facts })
    const { html } = await browser.get(`/applications/${id}`)
    for (const words of [
      '通知書の誤りを直しました',
      '中夫公民館',
      '中央公民館（別館）',
      '会場の名を写し誤ったため',
      'あとで直したところがあります',
    ])
      expect(html).toContain(words)
    expect(portal.services.mail.sent.filter(({ text }) => text.includes('市が通知書の誤りを直しました'))).toHaveLength(
      1,
    )
    for (const [lang, words] of [
      ['easy', 'まちがい'],
      ['en', 'Correction of the notice'],
    ] as const)
      expect((await browser.get(`/applications/${id}?lang=${lang}`)).html).toContain(words)
    portal.services.clock.advance(10 * 86_400_000)
    await deliver('amendment', { ...amendment, amendmentId: 'm2' })
    expect((await application()).erase_on ?? '', 'it can be read for as long as a result').toSatisfy(
      (day: string) => day > before,
    )
  })
})
