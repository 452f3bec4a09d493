import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { CorrectionAnswerMessage } from '../../exchange/index.ts'
import { receiveFromOffice } from '../../portal/relay.ts'
import type { TestPortal } from '../../portal/test-support/app.ts'
import { keepEvidence } from '../../portal/test-support/evidence.ts'
import { testPicture } from '../../portal/test-support/fill.ts'
import { deliverFromOffice } from '../../portal/test-support/office.ts'
import { partner, type TestApi, testApi } from '../test-support/app.ts'
import { exampleCases, sentAnswers } from '../test-support/examples.ts'
import { queueNews } from '../webhooks/queue.ts'

const example = exampleCases(path.resolve('procedures')).find(
  ({ procedure, file }) => procedure === 'dog-registration' && file.startsWith('01-'),
)
const paper = 'shot.paper'
let db: TestDatabase
let api: TestApi
let stop: () => Promise<void>
beforeAll(async () => {
  db = await testDatabase()
  api = await testApi(db)
  await api.put(partner)
  await api.put({ ...partner, id: 'another' })
  api.at(`${example?.content.filing.today ?? '2026-11-24'}T01:00:00Z`)
  receiveFromOffice(api.services)
  queueNews(api.services)
  const evidence = await keepEvidence(db)
  stop = () => evidence.stop()
})
afterAll(async () => {
  await stop?.()
  await db?.close()
})

type Shown = {
  receiptNumber: string
  state: string
  version: string
  decision: unknown
  corrections: { id: string; answeredAt: string | null; items: { path: string }[] }[]
}
const bearer = (client = partner.id) => ({ authorization: `Bearer ${api.token({ client })}` })
const city = () => api.services.db.city<InternetDb>('yanai')

/** Files for the owner of another dog each time; the paper of the vaccination is to come by post. */
async function filed(kana: string, over: Record<string, unknown> = {}): Promise<Shown> {
  const answers = JSON.parse(
    JSON.stringify(sentAnswers(example?.content ?? { answers: {} }), (key, value) =>
      key === 'familyKana' ? kana : value,
    ),
  ) as { shot: Record<string, unknown> }
  answers.shot.paper = [{ how: 'post' }]
  const body = {
    filer: 'self',
    assurance: 'contact',
    answers,
    declared: true,
    deliveryAgreed: true,
    acknowledged: ['evidence-later'],
    ...over,
  }
  const sent = await api.send('/procedures/dog-registration/applications', body, {
    'idempotency-key': `key-${Buffer.from(kana).toString('hex')}`,
  })
  const shown = (await sent.json()) as Shown
  expect(sent.status, JSON.stringify(shown)).toBe(201)
  return shown
}
const say = ({ receiptNumber: number, version: versionHash }: Shown, kind: string, payload: Record<string, unknown>) =>
  deliverFromOffice(
    { services: api.services, portal: api.portal } as unknown as TestPortal,
    { number, procedureId: 'dog-registration', versionHash },
    kind,
    payload,
  )
const see = async ({ receiptNumber }: Shown, client = partner.id): Promise<Response> =>
  api.ask(`/applications/${receiptNumber}`, { headers: bearer(client) })
async function send(address: string, file: File, to = paper, client = partner.id): Promise<Response> {
  const form = new FormData()
  form.set('path', to)
  form.set('file', file)
  return api.ask(address, { method: 'POST', body: form, headers: bearer(client) })
}

test('a correction that asks for a document is answered with one that was sent ahead', async () => {
  const application = await filed('ホセイ')
  await say(application, 'correction-request', {
    correctionId: 'c-paper',
    requestedAt: '2026-11-24T00:00:00.000Z',
    dueOn: '2026-12-04',
    intro: '注射済証を見せてください。',
    items: [{ path: paper, reason: '届いていません', code: 'missing' }],
    section: '市民生活課',
    sectionPhone: '0820-00-0000',
  })
  const here = `/applications/${application.receiptNumber}/corrections/c-paper`
  const picture = await testPicture('注射済証.jpg')
  // Another client's, another correction and another question are refused.
  expect((await send(`${here}/attachments`, picture, paper, 'another')).status).toBe(404)
  expect((await send(here.replace('c-paper', 'c-none').concat('/attachments'), picture)).status).toBe(404)
  expect((await send(`${here}/attachments`, picture, 'shot.exemptionPaper')).status).toBe(400)
  expect((await send(`${here}/attachments`, new File(['MZ'], 'x.jpg'))).status).toBe(422)

  const taken = await send(`${here}/attachments`, picture)
  const { fileId, sha256 } = (await taken.json()) as { fileId: string; sha256: string }
  expect(taken.status).toBe(201)
  // It goes with this answer and with nothing else.
  const elsewhere = await api.send('/procedures/dog-registration/validate', {
    answers: { shot: { paper: [{ fileId }] } },
  })
  expect(JSON.stringify(await elsewhere.json())).toContain('file-not-here')
  const answer = { answers: { shot: { paper: [{ fileId }] } } }
  const twice = await Promise.all([api.send(here, answer), api.send(here, answer)])
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  const shown = (await (await see(application)).json()) as Shown
  expect(shown.corrections[0]?.answeredAt).not.toBeNull()
  const told = api.services.relay.sent.filter(({ kind }) => kind === 'correction-answer')
  expect(told).toHaveLength(1)
  const [message] = told.map(({ payload }) => payload as CorrectionAnswerMessage)
  expect(message?.files).toMatchObject([{ fileId, path: paper, sha256 }])
  const kept = await city().selectFrom('api_attachment').select('taken_along').where('file_id', '=', fileId).execute()
  expect(kept).toEqual([{ taken_along: true }])
  expect((await send(`${here}/attachments`, picture)).status).toBe(409)
})

test('the result of a decision is told to a sender only where the applicant agreed', async () => {
  const secretive = await filed('ヒミツ')
  const open = await filed('ドウイ', { resultAgreed: true })
  for (const each of [secretive, open])
    await say(each, 'decision', {
      decidedOn: '2026-11-25',
      outcomeId: 'registered',
      result: 'approved',
      adverse: false,
      facts: [{ label: '鑑札番号', text: '第9999号' }],
      delivery: 'portal',
    })
  const decision = { result: 'approved', outcome: 'registered', decidedOn: '2026-11-25' }
  expect(((await (await see(open)).json()) as Shown).decision).toEqual(decision)
  expect(((await (await see(secretive)).json()) as Shown).decision).toBeNull()
  expect((await see(open, 'another')).status).toBe(404)
  const rows = await city().selectFrom('api_delivery').selectAll().where('event', '=', 'application.decided').execute()
  const dataOf = (receiptNumber: string) =>
    JSON.parse(rows.find((row) => row.receipt_number === receiptNumber)?.body ?? '{}').data
  expect(dataOf(open.receiptNumber)).toEqual({
    receiptNumber: open.receiptNumber,
    procedure: 'dog-registration',
    decision,
  })
  expect(dataOf(secretive.receiptNumber)).toEqual({
    receiptNumber: secretive.receiptNumber,
    procedure: 'dog-registration',
  })
  // Reasons, facts and letters are the applicant's alone.
  expect(JSON.stringify(rows)).not.toContain('第9999号')
})

test('all processes of a site draw from one bucket, and it fills up again', async () => {
  await api.put({ ...partner, id: 'eager', perMinute: 10 })
  const other = await testApi(db)
  Object.assign(other.services, { keys: api.services.keys })
  const moment = `${example?.content.filing.today ?? '2026-11-24'}T02:00:00Z`
  for (const each of [api, other]) each.at(moment)
  const ask = (from: TestApi) => from.ask('/client', { headers: bearer('eager') })
  const first = await Promise.all([ask(api), ask(other), ask(api), ask(other), ask(api)])
  expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const refused = await ask(other)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6'])
  other.at(new Date(Date.parse(moment) + 6000).toISOString())
  expect((await ask(other)).status).toBe(200)
  expect((await ask(api)).status).toBe(429)
  const rows = await city().selectFrom('api_bucket').selectAll().execute()
  expect(JSON.stringify(rows.map(({ token }) => token.toString('utf8')))).not.toContain('eager')
})
