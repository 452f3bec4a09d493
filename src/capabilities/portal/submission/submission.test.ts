import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { testServices } from '../../../../test/support/services.ts'
import type { DraftTable } from '../../../platform/database/generated/internet.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { asSealedFor } from '../../../platform/keys/sealed.ts'
import { openEnvelope } from '../../../platform/relay/envelope.ts'
import { submission } from '../../exchange/index.ts'
import { sealDraft } from '../drafts/box.ts'
import type { DraftBody } from '../drafts/draft.ts'
import { insertDraft } from '../drafts/store.ts'
import { openVisit } from '../drafts/visit.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { hanako } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft, otherPeople } from '../test-support/fill.ts'
import { beginDraft, consents, startedDraft } from '../test-support/start.ts'
import { eraYearText, prepareSubmission } from './prepare.ts'
import { readForSubmission } from './read.ts'
import { reviewDraft } from './review.ts'
import { writeSubmission } from './store.ts'

const example = readCase('event-registration/cases/01-bread-with-child.yaml')
const procedures = repositoryProcedures()
const event = procedures.find(({ definition }) => definition.id === 'event-registration')
const now = '2026-11-22T01:00:00Z'
let db: TestDatabase
let evidence: Sequencer

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

function registerOf(left: number, method: 'first-come' | 'lottery', id: string) {
  const [entry] = example.registers?.events ?? []
  if (entry === undefined) throw new Error('the case has no event')
  return { events: [{ ...entry, id, left, facts: { ...entry.facts, method } }] }
}

let families = 0

/** A draft that only has to be submitted, of another family each time. */
function readyRow(portal: TestPortal, entry: string): Insertable<DraftTable> {
  families += 1
  const id = randomUUID()
  const { keys } = portal.services
  const people = otherPeople(example.answers, families)
  const answers = { ...people, event: { session: [{ entry }], link: 'resident' } } as DraftBody['answers']
  const body: DraftBody = {
    answers,
    typed: {},
    sources: {},
    pages: {},
    filer: 'self',
    locale: 'ja',
    secret: 'ABCDE-23456',
  }
  return {
    id,
    procedure_id: 'event-registration',
    receipt_prefix: 'EV',
    version_hash: event?.hash ?? '',
    assurance: 'contact',
    account_id: null,
    contact_token: Buffer.alloc(32, 7),
    resume_number: id.slice(0, 9),
    resume_token: Buffer.alloc(32),
    body: sealDraft(keys, 'yanai', id, body),
    created_at: new Date(now),
    saved_at: new Date(now),
    expires_at: new Date('2026-12-22T01:00:00Z'),
  }
}

async function readyDraft(portal: TestPortal, entry: string): Promise<string> {
  const row = readyRow(portal, entry)
  await insertDraft(cityDb(portal.portal, 'yanai'), row)
  return row.id
}

async function submit(portal: TestPortal, id: string, requestKey: string = randomUUID()) {
  const database = cityDb(portal.portal, 'yanai')
  const at = new Date(now)
  const read = await readForSubmission(database, id, eraYearText('2026-11-22'), null, null, at)
  const [city] = portal.services.cities
  if (read.draft === undefined || read.counter === null || city === undefined) return undefined
  const visit = await openVisit(portal.portal, city, read.draft, null, at)
  const review = reviewDraft(visit)
  const given = { counter: read.counter, requestKey, sentAt: at, acknowledged: [], signature: undefined }
  return writeSubmission(database, await prepareSubmission(visit, review, given))
}

/** As many at once as connections may wait for: a browser that gets no answer in 10 s tries again. */
async function fewAtATime<In, Out>(all: readonly In[], most: number, work: (each: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  const queue = all.map((each, index) => ({ each, index }))
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next.index] = await work(next.each)
  }
  await Promise.all(Array.from({ length: most }, worker))
  return results
}

describe('a rush', () => {
  test('1,000 groups of two for 30 seats: exactly 15 get in, nobody half', async () => {
    const portal = testPortal(db, { now, procedures, registers: registerOf(30, 'first-come', 'rush') })
    const rows = Array.from({ length: 1000 }, () => readyRow(portal, 'rush'))
    for (let at = 0; at < rows.length; at += 500)
      await cityDb(portal.portal, 'yanai')
        .insertInto('draft')
        .values(rows.slice(at, at + 500))
        .execute()
    const ids = rows.map(({ id }) => id)
    const outcomes = await fewAtATime(ids, 60, (id) => submit(portal, id))
    const standings = outcomes.map((outcome) =>
      outcome?.outcome === 'submitted' ? outcome.standing : outcome?.outcome,
    )
    expect(standings.filter((each) => each === 'reserved')).toHaveLength(15)
    const waitingList = event?.definition.capacity?.waitingList
    expect(standings.filter((each) => each === (waitingList ? 'waiting' : 'full'))).toHaveLength(985)
    const row = await cityDb(portal.portal, 'yanai')
      .selectFrom('capacity')
      .selectAll()
      .where('entry', '=', 'rush')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ seats: 30, taken: 30 })
    const numbers = outcomes.flatMap((outcome) => (outcome?.outcome === 'submitted' ? [outcome.receiptNumber] : []))
    expect(new Set(numbers).size).toBe(numbers.length)
  }, 240_000)
})

describe('what is sent', () => {
  test('the office can open it, and it says the standing that became true', async () => {
    const portal = testPortal(db, { now, procedures, registers: registerOf(12, 'lottery', 'draw') })
    const id = await readyDraft(portal, 'draw')
    const written = await submit(portal, id)
    expect(written).toMatchObject({ outcome: 'submitted', standing: 'lottery' })
    const client = await db.owner()
    const { rows } = await client.query(`select header, sealed from internet.relay_outbox where order_key = $1`, [
      written?.outcome === 'submitted' ? written.receiptNumber : '',
    ])
    expect(rows).toHaveLength(1)
    const office = testServices({ zone: 'office', db, now })
    const delivery = openEnvelope(
      { zone: 'office', keys: office.keys },
      { header: rows[0].header, sealed: asSealedFor('office', rows[0].sealed) },
    )
    const message = submission.parse(delivery.payload)
    expect(message.capacity).toEqual({ register: 'events', entry: 'draw', quantity: 2, standing: 'lottery' })
    expect(message.contact.name).toBe('柳本　花子'.replace('　', message.contact.name.includes('　') ? '　' : ' '))
    expect(message.arrivedAt).toBe(new Date(now).toISOString())
    const { rows: events } = await client.query(`select type, codes from internet.event where stream_id = $1`, [id])
    expect(events).toEqual([
      { type: 'submitted', codes: expect.objectContaining({ to: 'submitted', standing: 'lottery' }) },
    ])
    expect(JSON.stringify(events)).not.toContain('柳本')
  })
})

describe('the same again', () => {
  test('two clicks at once, a replay and the back button give one receipt', async () => {
    const portal = testPortal(db, { now, procedures, registers: registerOf(30, 'first-come', 'twice') })
    const person = { profile: hanako, email: 'hanako@example.jp' }
    const { browser, draft } = await startedDraft(portal, 'event-registration', person)
    if (event === undefined) throw new Error('no event')
    const answers = { ...example.answers, event: { session: [{ entry: 'twice' }], link: 'resident' } }
    const check = await fillDraft(browser, draft, event, answers)
    const action = `${draft}/submission`
    const clicks = await Promise.all([1, 2, 3].map(() => browser.submit(check, consents, action)))
    const receipt = `/applications/${draft.split('/')[2]}/receipt`
    for (const click of clicks) expect([click.status, click.location]).toEqual([303, receipt])
    expect((await browser.submit(check, consents, action)).location).toBe(receipt)
    expect((await browser.get(draft)).location).toBe(receipt)
    expect((await browser.get(`${draft}/check`)).location).toBe(receipt)
    const rows = await cityDb(portal.portal, 'yanai')
      .selectFrom('application')
      .select('receipt_number')
      .where('id', '=', draft.split('/')[2] ?? '')
      .execute()
    expect(rows).toHaveLength(1)
    const place = await cityDb(portal.portal, 'yanai')
      .selectFrom('capacity')
      .select('taken')
      .where('entry', '=', 'twice')
      .executeTakeFirst()
    expect(place?.taken).toBe(2)
    // The number given once is there the next time, for one's own application only.
    const phone = String((example.answers.contact as { phone: string }).phone)
    const pageOf = async (filer: string): Promise<string> =>
      (await browser.get(`${await beginDraft(browser, 'event-registration', filer)}/pages/applicant`)).html
    expect(await pageOf('self')).toContain(`value="${phone}"`)
    expect(await pageOf('family')).not.toContain(`value="${phone}"`)
  })

  test('without the declaration, or incomplete, nothing is submitted and the page says what to do', async () => {
    const portal = testPortal(db, { now, procedures, registers: registerOf(30, 'first-come', 'half') })
    const { browser, draft } = await startedDraft(portal, 'event-registration', { email: 'hanako@example.jp' })
    const check = await browser.get(`${draft}/check`)
    expect(check.html).toContain('show=problems')
    const forced = await browser.post(`${draft}/submission`, {
      csrf: /name="csrf" value="([^"]*)"/.exec((await browser.get(`${draft}/pages/event`)).html)?.[1],
      requestKey: randomUUID(),
      declare: 'yes',
      signed: 'yes',
    })
    expect(forced.status).toBe(422)
    expect(
      await cityDb(portal.portal, 'yanai')
        .selectFrom('application')
        .select('id')
        .where('id', '=', draft.split('/')[2] ?? '')
        .execute(),
    ).toEqual([])
  })
})
