import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { clearCity } from '../jobs.ts'
import { cityDb } from '../shared/portal.ts'
import type { TestPortal } from '../test-support/app.ts'
import { formOf, hanako, signIn, TestBrowser } from '../test-support/browser.ts'
import { eventFamilies } from '../test-support/event-family.ts'
import { beginDraft } from '../test-support/start.ts'
import { countUnread, listNotices } from './store.ts'

const families = eventFamilies()
const { application, deliver, status } = families
let portal: TestPortal
let browser: TestBrowser
let id: string
let number: string

beforeEach(async () => {
  ;({ portal, browser, id, number } = await families.begin())
})

const askPhone = (correctionId: string, dueOn = '2026-12-04') =>
  deliver('correction-request', {
    correctionId,
    requestedAt: '2026-11-24T00:00:00.000Z',
    dueOn,
    intro: '申し込みをありがとうございます。電話番号がつながりません。',
    items: [{ path: 'contact.phone', reason: 'この番号につながりません', code: 'phone' }],
    section: '生涯学習課',
    sectionPhone: '0820-00-0005',
  })

describe('what the office says', () => {
  test('a newer status counts, an older one never replaces it', async () => {
    await status(3, 'approving')
    await status(2, 'reviewing')
    expect((await application()).state).toBe('approving')
    await status(3, 'reviewing')
    expect((await application()).state).toBe('approving')
    expect((await browser.get(`/applications/${id}`)).html).toContain('12月1日')
  })

  test('the same message twice is one notice and one mail', async () => {
    await askPhone('c-twice')
    await askPhone('c-twice')
    const notices = await cityDb(portal.portal, 'yanai')
      .selectFrom('notice')
      .select('code')
      .where('application_id', '=', id)
      .where('kind', '=', 'correction-request')
      .execute()
    expect(notices).toHaveLength(1)
    const mails = portal.services.mail.sent.filter(({ idempotencyKey }) => idempotencyKey.includes('c-twice'))
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).not.toContain('柳本')
    expect(mails[0]?.text).not.toContain('http')
    expect(mails[0]?.text).toContain('直してほしいところがあります。\n12月4日（金）までに')
  })

  test('a later last day is told by a mail of its own, once, and stands in the mailbox', async () => {
    await askPhone('c-later')
    await askPhone('c-later', '2026-12-11')
    await askPhone('c-later', '2026-12-11')
    await status(2, 'correction')
    const mails = portal.services.mail.sent.filter(({ idempotencyKey }) => idempotencyKey.includes('c-later'))
    expect(mails.map(({ subject }) => subject)).toEqual([
      `【お知らせ】直してほしいところがあります（${number}）`,
      `【お知らせ】直す期限を変えました（${number}）`,
    ])
    expect(mails[1]?.text).toContain('12月11日（金）までに')
    expect((await browser.get('/mailbox')).html).toContain('12月11日')
  })

  test('each kind of news has words of its own in the mail, and none tells the result', async () => {
    await status(1, 'received')
    await status(2, 'awaiting-payment')
    await deliver('decision', {
      decidedOn: '2026-11-25',
      outcomeId: 'refused',
      result: 'rejected',
      adverse: true,
      facts: [{ label: '理由', text: '定員' }],
      delivery: 'post',
    })
    await status(3, 'completed')
    const texts = portal.services.mail.sent.slice(-4).map(({ text }) => text)
    expect(texts.map((text) => text.split('\n')[2])).toEqual([
      '申請を受け付けました。',
      '費用を払ってください。',
      '結果が決まりました。',
      '手続きがすべて済みました。',
    ])
    expect(texts[1]).toContain('12月1日（火）までに費用を払ってください')
    for (const text of texts) expect(text).not.toMatch(/柳本|花子|定員|認められ/)
  })

  test('a message for an application that is not here is no fault', async () => {
    number = 'EV-R8-900001-0'
    await expect(status(1, 'reviewing')).resolves.toBeUndefined()
  })
})

describe('a correction', () => {
  test('opens only what was asked, changes only that, is sent once', async () => {
    const correctionId = randomUUID()
    await askPhone(correctionId)
    await status(2, 'correction')
    const mailbox = await browser.get('/mailbox')
    expect(mailbox.html).toContain(`/applications/${id}/corrections/${correctionId}`)
    expect(mailbox.html).toContain('12月4日')
    const path = `/applications/${id}/corrections/${correctionId}`
    const page = await browser.get(path)
    const names = Object.keys(formOf(page.html, path).fields)
    expect(names).toContain('contact.phone')
    expect(names.filter((name) => /\.(family|given|postcode|agreed)$/.test(name))).toEqual([])

    const unchanged = await browser.submit(page, {}, path)
    expect(unchanged.status).toBe(422)
    const wrong = await browser.submit(page, { 'contact.phone': 'でんわ' }, path)
    expect(wrong.status).toBe(422)
    expect(formOf(wrong.html, path).fields['contact.phone']).toBe('でんわ')
    const sent = await browser.submit(
      page,
      {
        'contact.phone': '0820-55-5555',
        'applicant.name.family': '別人',
        'event.session': 'other',
        comment: '直しました',
      },
      path,
    )
    expect(sent.location).toBe(`/applications/${id}?done=corrected`)
    await browser.submit(page, { 'contact.phone': '0820-66-6666' }, path)
    const answers = portal.services.relay.sent.filter(({ kind }) => kind === 'correction-answer')
    expect(answers).toHaveLength(1)
    expect(answers[0]?.payload).toMatchObject({
      correctionId,
      changedPaths: ['contact.phone'],
      comment: '直しました',
      answers: { contact: { phone: '0820-55-5555' }, applicant: { name: { family: '柳本' } } },
    })
    expect((await browser.get(`/applications/${id}`)).html).toContain('0820-55-5555')
  })

  test('is nobody else’s', async () => {
    const correctionId = randomUUID()
    await askPhone(correctionId)
    const stranger = new TestBrowser(portal)
    await signIn(portal, stranger, { profile: hanako })
    for (const path of [
      `/applications/${id}`,
      `/applications/${id}/corrections/${correctionId}`,
      `/applications/${id}/receipt`,
      `/applications/${id}/withdrawal`,
    ])
      expect((await stranger.get(path)).status).toBe(404)
    const form = formOf((await browser.get(`/applications/${id}/corrections/${correctionId}`)).html)
    expect((await stranger.post(form.action, form.fields)).status).toBe(404)
  })
})

test('a withdrawal gives the places back and is sent once', async () => {
  const taken = () =>
    cityDb(portal.portal, 'yanai')
      .selectFrom('place')
      .select('standing')
      .where('receipt_number', '=', number)
      .executeTakeFirst()
  expect((await taken())?.standing).toBe('lottery')
  const form = await browser.get(`/applications/${id}/withdrawal`)
  const action = `/applications/${id}/withdrawal`
  const done = await Promise.all([1, 2].map(() => browser.submit(form, { reason: '' }, action)))
  for (const each of done) expect(each.location).toBe(`/applications/${id}?done=withdrawn`)
  expect((await taken())?.standing).toBe('released')
  expect(portal.services.relay.sent.filter(({ kind }) => kind === 'withdrawal')).toHaveLength(1)
  expect((await application()).erase_on).toBe('2027-02-20')
})

test('who wins in a draw has a place and is told, once', async () => {
  const change = () => deliver('capacity', { register: 'events', entry: 'bread.1', change: 'won', quantity: 2 })
  await change()
  await change()
  const notices = await cityDb(portal.portal, 'yanai')
    .selectFrom('notice')
    .select('code')
    .where('application_id', '=', id)
    .where('kind', '=', 'place')
    .execute()
  expect(notices).toHaveLength(1)
  expect((await browser.get(`/applications/${id}`)).html).toContain('当選しました')
})

test('the submission itself is a line of the mailbox: unread, and counted, until it is opened', async () => {
  const { account_id: account, contact_token: contact } = await application()
  const owner = { ...(account ? { accountId: account } : {}), ...(contact ? { contactToken: contact } : {}) }
  const city = cityDb(portal.portal, 'yanai')
  const own = async () => (await listNotices(city, owner)).filter((line) => line.application_id === id)
  const at = new Date('2026-11-22T01:00:00Z')
  expect(await own()).toMatchObject([{ kind: 'submitted', at, body: null, read_at: null, receipt_number: number }])
  const unread = await countUnread(city, owner)
  await status(1, 'received')
  expect((await own()).map(({ kind }) => kind)).toEqual(['status', 'submitted'])
  expect(await countUnread(city, owner)).toBe(unread + 1)
  await browser.get(`/applications/${id}`)
  expect((await own()).map(({ read_at }) => read_at)).toEqual([at, at])
  expect(await countUnread(city, owner)).toBe(unread - 1)
})

test('what has had its time is erased: drafts, copies, files, grants', async () => {
  const draft = await beginDraft(browser, 'event-registration')
  await status(9, 'completed')
  const clear = (now: string) => clearCity(portal.services, 'yanai', new Date(now))
  expect(await clear('2026-12-20T00:00:00Z')).toBe(0)
  expect((await browser.get(draft)).status).toBe(200)
  await clear('2027-03-01T00:00:00Z')
  expect((await browser.get(draft)).status).toBe(404)
  expect((await browser.get(`/applications/${id}`)).status).toBe(404)
})

describe('without an account', () => {
  test('receipt number and secret show the status, wrong ones run out', async () => {
    const guest = new TestBrowser(portal)
    await signIn(portal, guest, { email: 'guest@example.jp' })
    ;({ id, number } = await families.apply(guest))
    const receipt = await guest.get(`/applications/${id}/receipt`)
    const secret = /class="mono">([2-9A-Z]{5}-[2-9A-Z]{5})</.exec(receipt.html)?.[1] ?? ''
    const elsewhere = new TestBrowser(portal)
    const page = await elsewhere.get('/follow-up')
    expect((await elsewhere.submit(page, { number, secret: '' })).status).toBe(422)
    expect((await elsewhere.submit(page, { number, secret: 'ABCDE-23456' })).status).toBe(422)
    const found = await elsewhere.submit(page, { number: number.toLowerCase().replaceAll('-', ''), secret })
    expect(found.location).toBe(`/applications/${id}`)
    const shown = await elsewhere.follow(found)
    expect(shown.status).toBe(200)
    const forgotten = await elsewhere.submit(shown, {}, '/follow-up/forget')
    expect(forgotten.status).toBe(303)
    expect((await elsewhere.get(`/applications/${id}`)).status).toBe(404)

    const guesser = new TestBrowser(portal)
    const form = await guesser.get('/follow-up')
    const statuses: number[] = []
    for (let n = 0; n < 12; n += 1)
      statuses.push((await guesser.submit(form, { number, secret: 'ABCDE-23456' })).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('an application of an account is not opened by a secret', async () => {
    const elsewhere = new TestBrowser(portal)
    const page = await elsewhere.get('/follow-up')
    expect((await elsewhere.submit(page, { number, secret: 'ABCDE-23456' })).status).toBe(422)
  })
})
