import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { valueAt } from '../drafts/draft.ts'
import { receiveFromOffice } from '../relay.ts'
import { cityDb } from '../shared/portal.ts'
import { openCopy } from '../submission/copy.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, type TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft } from '../test-support/fill.ts'
import { deliverFromOffice } from '../test-support/office.ts'
import { startedDraft, submitDraft } from '../test-support/start.ts'

const example = readCase('dog-registration/cases/01-new-with-shot.yaml')
const procedures = repositoryProcedures()
const dog = procedures.find(({ definition }) => definition.id === 'dog-registration')
let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let browser: TestBrowser
let id: string
let path: string

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

beforeEach(async () => {
  if (dog === undefined) throw new Error('no dog')
  portal = testPortal(db, { now: '2026-11-20T01:00:00Z', registers: example.registers ?? {}, procedures })
  receiveFromOffice(portal.services)
  const started = await startedDraft(portal, 'dog-registration', { email: `${randomUUID()}@example.jp` })
  browser = started.browser
  const check = await fillDraft(browser, started.draft, dog, example.answers)
  await submitDraft(browser, started.draft, check)
  id = started.draft.split('/')[2] ?? ''
  path = await ask('contact.phone', 'owner.address')
})

async function deliver(kind: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const { receipt_number: number } = await cityDb(portal.portal, 'yanai')
    .selectFrom('application')
    .select('receipt_number')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await deliverFromOffice(
    portal,
    { number, procedureId: 'dog-registration', versionHash: dog?.hash ?? '' },
    kind,
    payload,
  )
}

/** A correction request for these fields; the address of its page. */
async function ask(...paths: readonly string[]): Promise<string> {
  const correctionId = randomUUID()
  await deliver('correction-request', {
    correctionId,
    requestedAt: '2026-11-20T00:00:00.000Z',
    dueOn: '2026-12-04',
    intro: '届出をありがとうございます。',
    items: paths.map((each) => ({ path: each, reason: '確かめてください', code: 'mismatch' })),
    section: '環境課',
    sectionPhone: '0820-00-0001',
  })
  return `/applications/${id}/corrections/${correctionId}`
}

const sent = () =>
  portal.services.relay.sent.filter(({ kind }) => kind === 'correction-answer').map(({ payload }) => payload)

describe('an answer to a correction request', () => {
  test('names every field that was asked and read, also those that stay as they were', async () => {
    const page = await browser.get(path)
    const answered = await browser.submit(page, { 'contact.phone': '080-5555-5555' }, path)
    expect(answered.location).toContain('done=corrected')
    expect(sent()).toMatchObject([{ changedPaths: ['contact.phone', 'owner.address'] }])
  })

  test('may be a reason alone: everything stays as it was', async () => {
    await browser.submit(await browser.get(path), { comment: 'このままで正しいです' }, path)
    expect(sent()).toMatchObject([
      { changedPaths: ['contact.phone', 'owner.address'], comment: 'このままで正しいです' },
    ])
  })
})

describe('answers to two requests', () => {
  const copied = async () => {
    const { copy } = await cityDb(portal.portal, 'yanai')
      .selectFrom('application')
      .select('copy')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { answers } = openCopy(portal.services.keys, 'yanai', id, copy)
    return { phone: valueAt(answers, 'contact.phone'), block: valueAt(answers, 'owner.address.block') }
  }
  const both = { phone: '080-5555-5555', block: '9-9' }

  test('at one moment are both in the copy, and the later message has both', async () => {
    const [one, other] = [await ask('contact.phone'), await ask('owner.address')]
    const [first, second] = [await browser.get(one), await browser.get(other)]
    const answered = await Promise.all([
      browser.submit(first, { 'contact.phone': '080-5555-5555' }, one),
      browser.submit(second, { 'owner.address.block': '9-9' }, other),
    ])
    for (const each of answered) expect(each.location).toContain('done=corrected')
    expect(await copied()).toEqual(both)
    expect(sent().map((message) => (message as { changedPaths: string[] }).changedPaths)).toHaveLength(2)
    expect(sent().at(-1)).toMatchObject({
      answers: { contact: { phone: both.phone }, owner: { address: { block: both.block } } },
    })
  })

  test('of which one was prepared before the other was sent: the older one brings nothing back', async () => {
    const [one, other] = [await ask('contact.phone'), await ask('owner.address')]
    await browser.submit(await browser.get(other), { 'owner.address.block': '9-9', do: 'later' }, other)
    await browser.submit(await browser.get(one), { 'contact.phone': '080-5555-5555' }, one)
    await browser.submit(await browser.get(other), {}, other)
    expect(await copied()).toEqual(both)
  })
})

describe('the form of a correction', () => {
  test('fills the address in by its button, and keeps what else was typed', async () => {
    const page = await browser.get(path)
    const looked = await browser.submit(
      page,
      {
        'owner.address.postcode': '742-0031',
        'owner.address.town': '',
        'contact.phone': 'でんわ',
        do: 'lookup:owner.address',
      },
      path,
    )
    expect(looked.location).toBe(`${path}?looked=owner.address#owner.address`)
    const back = await browser.follow(looked)
    expect(formOf(back.html, path).fields).toMatchObject({
      'owner.address.town': '南町',
      'owner.address.city': '柳井市',
      'contact.phone': 'でんわ',
    })
    expect(back.html).toContain('住所を入れました')
  })

  test('is sent by Enter, not looked up', async () => {
    const { html } = await browser.get(path)
    const form = html.slice(html.indexOf(`action="${path}"`))
    expect(/<button[^>]*>/.exec(form)?.[0]).not.toContain('name=')
  })

  test('tells by how many letters a comment is too long, and keeps it whole', async () => {
    const comment = 'あ'.repeat(1003)
    const told = await browser.submit(await browser.get(path), { comment }, path)
    expect(told.status).toBe(422)
    expect(told.html).toContain('「担当の課に伝えたいこと」を3文字減らしてください')
    expect(formOf(told.html, path).fields.comment).toBe(comment)
    expect(sent()).toEqual([])
  })
})

describe('an answer to a matter that has ended', () => {
  const status = (state: string) =>
    deliver('case-status', {
      version: 9,
      state,
      at: '2026-11-20T00:30:00.000Z',
      section: '環境課',
      sectionPhone: '0820-00-0001',
    })

  test.each(['decided', 'notified', 'withdrawn', 'expired'])(
    '%s: is not sent, and the page says why',
    async (state) => {
      const page = await browser.get(path)
      await status(state)
      const refused = await browser.submit(page, { 'contact.phone': '080-5555-5555' }, path)
      expect(refused.location).toBe(path)
      expect(sent()).toEqual([])
      const told = await browser.follow(refused)
      expect(told.html).toContain('直した内容は送れません')
      expect(told.html).not.toContain(`action="${path}"`)
    },
  )
})

describe('a withdrawal', () => {
  const withdrawal = () => `/applications/${id}/withdrawal`

  test('tells by how many letters the reason is too long, and keeps it whole', async () => {
    const reason = 'あ'.repeat(502)
    const told = await browser.submit(await browser.get(withdrawal()), { reason }, withdrawal())
    expect(told.status).toBe(422)
    expect(told.html).toContain('「取り下げる理由」を2文字減らしてください')
    expect(formOf(told.html, withdrawal()).fields.reason).toBe(reason)
  })

  test('from an old page is not done: it says so and keeps the reason', async () => {
    const told = await browser.submit(
      await browser.get(withdrawal()),
      { reason: '引っ越し', csrf: 'old' },
      withdrawal(),
    )
    expect(told.status).toBe(422)
    expect(told.html).toContain('ページが古くなっていました')
    expect(formOf(told.html, withdrawal()).fields.reason).toBe('引っ越し')
  })
})
