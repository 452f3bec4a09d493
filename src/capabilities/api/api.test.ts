import path from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import { keepEvidence } from '../portal/test-support/evidence.ts'
import { sweepCity } from './sweep.ts'
import { partner, type TestApi, testApi } from './test-support/app.ts'
import { exampleCases, sentAnswers } from './test-support/examples.ts'

let db: TestDatabase
let api: TestApi
let stop: () => Promise<void>
/** A dog is registered by whoever shows a mail address; nothing has to be attached to this one. */
const dog = exampleCases(path.resolve('procedures')).find(
  ({ procedure, content }) =>
    procedure === 'dog-registration' &&
    content.expect.valid &&
    (content.filing.channel ?? 'online') === 'online' &&
    !JSON.stringify(content.answers).includes('"attached"'),
)
const answers = () => sentAnswers(dog?.content ?? { answers: {} })
const filing = (over: Record<string, unknown> = {}) => ({
  filer: dog?.content.filing.filer ?? 'self',
  assurance: 'contact',
  answers: answers(),
  declared: true,
  deliveryAgreed: true,
  acknowledged: ['*'],
  ...over,
})
const file = (key: string, body: unknown = filing(), headers: Record<string, string> = {}) =>
  api.send('/procedures/dog-registration/applications', body, { 'idempotency-key': key, ...headers })
const codeOf = async (answer: Response): Promise<string> =>
  String(((await answer.json()) as { type?: string }).type).replace('urn:yanagi:problem:', '')
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

beforeAll(async () => {
  db = await testDatabase()
  api = await testApi(db)
  await api.put(partner)
  await api.put({ ...partner, id: 'another' })
  api.at(`${dog?.content.filing.today ?? '2026-11-24'}T01:00:00Z`)
  const evidence = await keepEvidence(db)
  stop = () => evidence.stop()
})
afterAll(async () => {
  await stop?.()
  await db?.close()
})

describe('the public part', () => {
  test('is read from any origin, page by page, and answered with 304 when nothing changed', async () => {
    const first = await api.ask('/procedures?perPage=5')
    const page = (await first.json()) as { total: number; procedures: { id: string }[] }
    expect([page.total, page.procedures.length]).toEqual([42, 5])
    expect(first.headers.get('link')).toContain('page=2')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    const found = (await (await api.ask(`/procedures?q=${encodeURIComponent('犬')}`)).json()) as typeof page
    expect(found.procedures[0]?.id).toBe('dog-registration')
    for (const url of [
      '/openapi.json',
      '/client.ts',
      '/procedures/dog-registration',
      '/procedures/dog-registration/schema',
    ]) {
      const answer = await api.ask(url)
      expect(answer.status, url).toBe(200)
      const etag = answer.headers.get('etag') ?? ''
      expect((await api.ask(url, { headers: { 'if-none-match': `"x", W/${etag}` } })).status, url).toBe(304)
    }
    const preflight = await api.ask('/procedures', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD'])
  })
  test('names the version in the address of a schema, which never changes', async () => {
    const { links, version } = (await (await api.ask('/procedures/dog-registration')).json()) as {
      links: { schema: string }
      version: string
    }
    const schema = await api.ask(links.schema.replace('http://localhost:4000/api/v1', ''))
    expect(schema.headers.get('cache-control')).toContain('immutable')
    expect(((await schema.json()) as { $id: string }).$id).toBe(links.schema)
    expect(links.schema).toContain(version)
    expect(await codeOf(await api.ask(`/procedures/dog-registration/versions/${'f'.repeat(64)}`))).toBe('not-found')
  })
  test('answers what is not there, and what is not allowed, with problem details', async () => {
    for (const [url, init, status] of [
      ['/nothing', {}, 404],
      ['/procedures/none', {}, 404],
      ['/registers/none', {}, 404],
      ['/procedures?perPage=1000', {}, 400],
      ['/procedures', { method: 'POST' }, 405],
      ['/applications/none', { method: 'DELETE' }, 405],
    ] as const) {
      const answer = await api.ask(url, init)
      expect([url, answer.status, answer.headers.get('content-type')]).toEqual([
        url,
        status,
        'application/problem+json',
      ])
    }
    const needs = await api.send('/procedures/dog-registration/validate', {}, { origin: 'https://elsewhere.example' })
    expect(needs.status, 'another site’s page').toBe(403)
  })
})

describe('an application', () => {
  test('is submitted once for one key, whatever happens in between', async () => {
    const answers = await Promise.all([file('at-the-same-time'), file('at-the-same-time'), file('at-the-same-time')])
    const bodies = (await Promise.all(answers.map((each) => each.json()))) as { receiptNumber: string; state: string }[]
    const numbers = new Set(bodies.flatMap(({ receiptNumber }) => receiptNumber ?? []))
    expect(numbers.size, JSON.stringify(bodies)).toBe(1)
    expect(answers.map(({ status }) => status).sort()[0]).toBe(200)
    expect(await codeOf(await file('at-the-same-time', filing({ language: 'en' })))).toBe('key-reused')
    const filed = await api.services.db
      .city<InternetDb>('yanai')
      .selectFrom('api_filing')
      .select('application_id')
      .where('receipt_number', 'is not', null)
      .execute()
    expect(filed).toHaveLength(1)
  })
  test('is seen by the client that sent it, and by no other', async () => {
    const { receiptNumber } = (await (
      await file('mine-and-not-yours', filing({ answers: { ...answers(), ...otherDog() } }))
    ).json()) as { receiptNumber: string }
    const see = (client: string, host?: string) =>
      api.ask(`/applications/${receiptNumber}`, {
        headers: bearer(api.token({ client })),
        ...(host === undefined ? {} : { host }),
      })
    const own = await see(partner.id)
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect(((await own.json()) as { state: string }).state).toBe('submitted')
    expect((await see('another')).status).toBe(404)
    expect((await see(partner.id, 'localhost:4010')).status).toBe(401)
    const taken = await api.send(
      `/applications/${receiptNumber}/withdrawal`,
      {},
      bearer(api.token({ client: 'another' })),
    )
    expect(taken.status).toBe(404)
    const { state } = (await (
      await api.send(`/applications/${receiptNumber}/withdrawal`, { reason: '引っ越し' })
    ).json()) as { state: string }
    expect(state).toBe('withdrawn')
  })
  test('is refused, without a trace, for what is wrong with it', async () => {
    const refused = async (body: unknown, headers: Record<string, string> = {}) => {
      const answer = await file('to-be-refused-always', body, headers)
      return [answer.status, await codeOf(answer)]
    }
    expect(await refused(filing({ declared: false }))).toEqual([400, 'wrong-request'])
    expect(await refused(filing({ more: 1 }))).toEqual([400, 'wrong-request'])
    expect(await refused(filing({ version: 'e'.repeat(64) }))).toEqual([409, 'version-changed'])
    expect(await refused(filing({ assurance: undefined }))).toEqual([403, 'assurance-not-attested'])
    expect(await refused(filing({ assurance: 'jpki-sign' })), 'a card is nobody’s word').toEqual([400, 'wrong-request'])
    expect(await refused(filing({ signature: { certificate: 'AAAAAAAAAAAA', value: 'AAAAAAAAAAAA' } }))).toEqual([
      422,
      'refused',
    ])
    expect(await refused(filing({ answers: {} }))).toEqual([422, 'refused'])
    expect(await refused(filing({ answers: { ...answers(), nothing: { of: 'the kind' } } }))).toEqual([422, 'refused'])
    expect(await refused(filing(), { 'content-type': 'text/plain' })).toEqual([415, 'json-expected'])
    expect(await refused(filing(), { 'idempotency-key': 'short' })).toEqual([400, 'key-missing'])
    expect(await refused(filing({ answers: { a: 'x'.repeat(600 * 1024) } }))).toEqual([413, 'too-large'])
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`)
    expect(await refused(filing({ answers: deep }))).toEqual([400, 'unreadable-json'])
    const rows = await api.services.db
      .city<InternetDb>('yanai')
      .selectFrom('api_filing')
      .select('application_id')
      .where('receipt_number', 'is', null)
      .execute()
    expect(rows).toEqual([])
  })
  test('of a procedure that needs a signature, or that the client may not file, is refused', async () => {
    const claim = await api.send('/procedures/child-allowance-claim/applications', filing({ answers: {} }), {
      'idempotency-key': 'without-a-card',
    })
    expect(((await claim.json()) as { refusal: string }).refusal).toBe('not-signed')
    await api.put({ ...partner, id: 'narrow', procedures: ['bulky-waste'] })
    const narrow = await file('not-for-this-one', filing(), bearer(api.token({ client: 'narrow' })))
    expect([narrow.status, await codeOf(narrow)]).toEqual([403, 'procedure-not-allowed'])
    const elsewhere = await api.send('/procedures/library-hold/applications', filing(), {
      'idempotency-key': 'another-system',
    })
    expect(await codeOf(elsewhere)).toBe('carried-elsewhere')
  })
})

describe('a file', () => {
  const send = (
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    to = 'documents.certificate',
    headers: Record<string, string> = {},
  ) => {
    const form = new FormData()
    form.set('path', to)
    form.set('file', new File([bytes], name))
    return api.ask('/procedures/disaster-damage-certificate/attachments', {
      method: 'POST',
      body: form,
      headers: { ...bearer(api.token()), ...headers },
    })
  }
  test('is judged as on the pages, and belongs to the client that sent it', async () => {
    const field = fileField('disaster-damage-certificate')
    const picture = new Uint8Array(
      await sharp({ create: { width: 64, height: 48, channels: 3, background: '#37652f' } })
        .jpeg()
        .toBuffer(),
    )
    const taken = await send('写真.jpg', picture, field)
    expect(taken.status).toBe(201)
    expect(await taken.json()).toMatchObject({ fileId: expect.any(String), mediaType: 'image/jpeg', name: '写真.jpg' })
    const program = await send(
      '写真.jpg',
      new TextEncoder().encode('MZ not a picture') as Uint8Array<ArrayBuffer>,
      field,
    )
    expect([program.status, await codeOf(program)]).toEqual([422, 'file-refused'])
    expect((await send('x.jpg', picture, 'no.such.field')).status).toBe(400)
    expect((await send('x.jpg', new Uint8Array(11 * 1024 * 1024), field)).status).toBe(413)
  })
  test('that no application took along is removed after a day', async () => {
    const rows = () =>
      api.services.db.city<InternetDb>('yanai').selectFrom('api_attachment').select('file_id').execute()
    expect((await rows()).length).toBeGreaterThan(0)
    await sweepCity(
      { services: api.services, portal: api.portal },
      'yanai',
      new Date(api.services.clock.now().getTime() + 2 * 86_400_000),
    )
    expect(await rows()).toEqual([])
    expect(await api.services.db.city<InternetDb>('yanai').selectFrom('applicant_file').select('id').execute()).toEqual(
      [],
    )
  })
})

test('whatever JSON is sent as answers, it is judged and never breaks anything', async () => {
  const groups = (
    api.procedures.find(({ definition }) => definition.id === 'road-occupancy')?.definition.pages ?? []
  ).flatMap((page) => page.groups)
  const names = groups.map(({ id }) => id)
  const fields = [...new Set(groups.flatMap((group) => (group.fields ?? []).map(({ id }) => id)))]
  const item = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })
  const any = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(item, fc.array(item, { maxLength: 3 }), fc.jsonValue({ maxDepth: 2 })),
    { maxKeys: 5 },
  )
  await fc.assert(
    fc.asyncProperty(any, async (given) => {
      const answer = await api.send('/procedures/road-occupancy/validate', { answers: given })
      expect([200, 400]).toContain(answer.status)
    }),
    { numRuns: 150 },
  )
}, 60_000)

function otherDog(): Record<string, unknown> {
  const given = JSON.parse(
    JSON.stringify(answers(), (key, value) =>
      key === 'familyKana' ? 'ベツノヒト' : key === 'phone' ? '080-1111-2222' : value,
    ),
  )
  return given
}

function fileField(procedure: string): string {
  const pages = api.procedures.find(({ definition }) => definition.id === procedure)?.definition.pages ?? []
  for (const group of pages.flatMap((page) => page.groups))
    for (const field of group.fields ?? [])
      if (field.type === 'file' || field.type === 'photo')
        return group.repeat ? `${group.id}.0.${field.id}` : `${group.id}.${field.id}`
  throw new Error('no file field')
}
