import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { sealDraft } from '../drafts/box.ts'
import type { DraftBody } from '../drafts/draft.ts'
import { insertDraft } from '../drafts/store.ts'
import { openVisit } from '../drafts/visit.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { eraYearText, prepareSubmission } from './prepare.ts'
import { readForSubmission } from './read.ts'
import { reviewDraft } from './review.ts'
import { type SubmissionWrite, writeSubmission } from './store.ts'

const example = readCase('dog-registration/cases/23-death.yaml')
const procedures = repositoryProcedures()
const dog = procedures.find(({ definition }) => definition.id === 'dog-registration')
const at = new Date('2026-11-22T01:00:00Z')
const body: DraftBody = {
  answers: {
    ...example.answers,
    contact: { ...(example.answers.contact as object), email: 'owner@example.jp' },
  } as DraftBody['answers'],
  typed: {},
  sources: {},
  pages: {},
  filer: 'self',
  locale: 'ja',
  secret: 'ABCDE-23456',
}

let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
const database = () => cityDb(portal.portal, 'yanai')

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
  portal = testPortal(db, { now: at.toISOString(), procedures })
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

async function draft(): Promise<string> {
  const id = randomUUID()
  await insertDraft(database(), {
    id,
    procedure_id: 'dog-registration',
    receipt_prefix: 'IN',
    version_hash: dog?.hash ?? '',
    assurance: 'contact',
    account_id: null,
    contact_token: Buffer.alloc(32, 7),
    resume_number: id.slice(0, 9),
    resume_token: Buffer.alloc(32),
    body: sealDraft(portal.services.keys, 'yanai', id, body),
    created_at: at,
    saved_at: at,
    expires_at: new Date('2026-12-22T01:00:00Z'),
  })
  return id
}

const read = (id: string) => readForSubmission(database(), id, eraYearText('2026-11-22'), null, null, at)

async function prepared(id: string): Promise<SubmissionWrite> {
  const found = await read(id)
  const [city] = portal.services.cities
  if (found.draft === undefined || found.counter === null || city === undefined) throw new Error('no draft')
  const visit = await openVisit(portal.portal, city, found.draft, null, at)
  const given = { counter: found.counter, requestKey: randomUUID(), sentAt: at, acknowledged: [], signature: undefined }
  return prepareSubmission(visit, reviewDraft(visit), given)
}

const outcomes = async (writes: readonly SubmissionWrite[]) =>
  (await Promise.all(writes.map((write) => writeSubmission(database(), write)))).map(({ outcome }) => outcome)

describe('numbers drawn in the same moment', () => {
  test('follow each other without a gap, one for each draft, the same when asked again', async () => {
    const ids = await Promise.all(Array.from({ length: 15 }, draft))
    // Some are asked for twice in the same moment.
    const drawn = await Promise.all(
      [...ids, ...ids.slice(0, 5)].map(async (id) => [id, (await read(id)).counter] as const),
    )
    const numbers = new Map(drawn)
    const sorted = [...numbers.values()].map(Number).sort((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 15 }, (_, i) => (sorted[0] ?? 0) + i))
    for (const [id, counter] of drawn) expect(counter).toBe(numbers.get(id))
    const again = await Promise.all(ids.map(async (id) => (await read(id)).counter))
    expect(again).toEqual(ids.map((id) => numbers.get(id)))
  })
})

test('a draft that another click sends while this one is read is submitted once', async () => {
  const id = await draft()
  const [quicker, slower] = [await prepared(id), await prepared(id)]
  expect(slower.receiptNumber).toBe(quicker.receiptNumber)
  expect(await outcomes([quicker])).toEqual(['submitted'])
  expect(await outcomes([slower])).toEqual(['repeated'])
})

describe('submissions of the same moment', () => {
  test('each has everything that one alone has', async () => {
    const writes = await Promise.all((await Promise.all(Array.from({ length: 12 }, draft))).map(prepared))
    expect(await outcomes(writes)).toEqual(writes.map(() => 'submitted'))
    const client = await db.owner()
    const ids = writes.map(({ id }) => id)
    const count = async (text: string) => Number((await client.query(text, [ids])).rows[0].n)
    const of = 'from internet.application a where a.id = any($1::uuid[])'
    expect(await count(`select count(*) n ${of}`)).toBe(12)
    expect(
      await count(`select count(*) n from internet.relay_outbox o where kind = 'submission' and to_zone = 'office'
        and order_key in (select receipt_number ${of})`),
    ).toBe(12)
    expect(
      await count(`select count(*) n from internet.event e join internet.event_payload p using (tenant_id, stream, stream_id, number)
        where e.stream = 'application' and e.number = 1 and e.type = 'submitted' and e.codes ->> 'standing' = 'none'
          and e.stream_id = any($1::uuid[]::text[])`),
    ).toBe(12)
    const mails = writes.flatMap(({ mail }) => (mail === undefined ? [] : [mail.idempotencyKey]))
    const sent = await client.query('select count(*) n from internet.mail_outbox where idempotency_key = any($1)', [
      mails,
    ])
    expect([mails.length > 0, Number(sent.rows[0].n)]).toEqual([true, mails.length])
    expect(await count('select count(*) n from internet.draft where id = any($1::uuid[])')).toBe(0)
    // They travel in one piece of bytes: each has its own, and nothing where it has none.
    const { rows } = await client.query(
      `select a.id, a.contact_token, a.secret_token, a.duplicate_token, a.exclusive_token, a.copy, o.signature, o.sealed,
              e.payload_hash, p.box as payload_box, m.box as mail_box
         from internet.application a join internet.relay_outbox o on o.order_key = a.receipt_number
         join internet.event e on e.stream_id = a.id::text join internet.event_payload p on p.stream_id = e.stream_id
         left join internet.mail_outbox m on m.idempotency_key = 'receipt:' || a.id
        where a.id = any($1::uuid[])`,
      [ids],
    )
    const stored = new Map(rows.map((row) => [row.id, row]))
    for (const write of writes)
      expect(stored.get(write.id)).toEqual({
        id: write.id,
        contact_token: write.contactToken,
        secret_token: write.secretToken,
        duplicate_token: write.duplicateToken,
        exclusive_token: write.exclusiveToken,
        copy: write.copy,
        signature: write.envelopes[0]?.envelope.signature,
        sealed: write.envelopes[0]?.envelope.sealed,
        payload_hash: write.payload.hash,
        payload_box: write.payload.box,
        mail_box: write.mail?.box ?? null,
      })
    await evidence.run()
    expect(await count(`select count(*) n from internet.event_leaf where stream_id = any($1::uuid[]::text[])`)).toBe(12)
  })

  test('what stands in the way of one is told to that one, and the others go through', async () => {
    const writes = await Promise.all((await Promise.all(Array.from({ length: 8 }, draft))).map(prepared))
    const [first, changed, twice, open, rival, ...rest] = writes as [
      SubmissionWrite,
      SubmissionWrite,
      SubmissionWrite,
      SubmissionWrite,
      SubmissionWrite,
      ...SubmissionWrite[],
    ]
    const exclusiveToken = Buffer.alloc(32, 9)
    const asked = [
      first,
      { ...changed, draftVersion: changed.draftVersion + 1 },
      twice,
      { ...twice, requestKey: randomUUID() },
      { ...open, exclusiveToken },
      { ...rival, exclusiveToken },
      ...rest,
    ]
    const told = await outcomes(asked)
    expect(told.slice(0, 2)).toEqual(['submitted', 'draft-changed'])
    expect(told.slice(2, 4).sort()).toEqual(['repeated', 'submitted'])
    expect(told.slice(4, 6).sort()).toEqual(['already-open', 'submitted'])
    expect(told.slice(6)).toEqual(rest.map(() => 'submitted'))
    // The draft of the one who was refused is still there.
    expect((await read(changed.id)).draft).toBeDefined()
    expect(await outcomes([changed, first])).toEqual(['submitted', 'repeated'])
  })
})

test('when the evidence stands still nobody is submitted, and every draft stays', async () => {
  const still = await testDatabase()
  const lonely = testPortal(still, { now: at.toISOString(), procedures })
  const before = portal
  portal = lonely
  try {
    const writes = await Promise.all((await Promise.all(Array.from({ length: 4 }, draft))).map(prepared))
    const client = await still.owner()
    await client.query(
      `insert into internet.event_pending (tenant_id, stream, stream_id, number, recorded_at)
       values ('yanai', 'application', 'x', 1, now() - interval '2 minutes')`,
    )
    const settled = await Promise.allSettled(writes.map((write) => writeSubmission(database(), write)))
    for (const each of settled) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'YE001' } })
    const { rows } = await client.query('select count(*)::int n from internet.draft')
    expect(rows[0].n).toBe(4)
  } finally {
    portal = before
    await still.close()
  }
})
