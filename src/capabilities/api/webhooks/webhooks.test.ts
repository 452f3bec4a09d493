import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { ApiClient } from '../clients/client.ts'
import { putClient } from '../clients/store.ts'
import { checkEndpoint, isPublicAddress, readEndpoint } from './address.ts'
import { type Posted, postMessage } from './post.ts'
import { signMessage } from './sign.ts'
import { deliverDue, retryAfterMs } from './worker.ts'

describe('where a message may go', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    '2001:0:a00::1',
    '2001:db8::1',
    'not an address',
  ])('not to %s', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '203.0.114.1', '2400:4150::1', '2606:4700::1111'])(
    'to %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  test('over https only, without a user; on this machine in a demonstration only', () => {
    expect(readEndpoint('https://partner.example/hook', false)?.href).toBe('https://partner.example/hook')
    for (const text of [
      'http://partner.example/',
      'https://u:p@partner.example/',
      'https://partner.example/#x',
      'ftp://x/',
      'file:///etc/passwd',
      'nothing',
      '',
    ])
      expect(readEndpoint(text, true), text).toBeUndefined()
    expect(readEndpoint('http://localhost:4444/hook', true)).toBeDefined()
    expect(readEndpoint('http://localhost:4444/hook', false)).toBeUndefined()
  })

  test('a name is asked for, and all of its addresses have to be public', async () => {
    const named =
      (...addresses: string[]) =>
      async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    expect(await checkEndpoint('https://partner.example/', false, named('8.8.8.8'))).toMatchObject({
      ok: true,
      address: '8.8.8.8',
    })
    expect(await checkEndpoint('https://partner.example/', false, named('8.8.8.8', '10.0.0.1'))).toEqual({
      ok: false,
      code: 'private-address',
    })
    expect(await checkEndpoint('https://partner.example/', false, named())).toEqual({ ok: false, code: 'no-such-host' })
    expect(await checkEndpoint('https://localhost/', true, named('8.8.8.8', '127.0.0.1'))).toEqual({
      ok: false,
      code: 'private-address',
    })
    for (const url of [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::ffff:127.0.0.1]/',
    ])
      expect(await checkEndpoint(url, false), url).toEqual({ ok: false, code: 'private-address' })
  })
})

test('a message is signed as Standard Webhooks says, with every secret that counts', () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_b2xkZXI=']
  const at = new Date(1_614_265_330_000)
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }
  const signed = signMessage(message, secrets, at)
  expect(signed['webhook-timestamp']).toBe('1614265330')
  // The example of the specification.
  expect(signed['webhook-signature'].split(' ')[0]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  const second = createHmac('sha256', Buffer.from('b2xkZXI=', 'base64'))
    .update(`${message.id}.1614265330.${message.body}`)
    .digest('base64')
  expect(signed['webhook-signature'].split(' ')[1]).toBe(`v1,${second}`)
})

describe('one attempt', () => {
  let server: Server
  let asked = 0
  let url: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1
      if (request.url === '/away') response.writeHead(302, { location: '/fine' }).end()
      else if (request.url === '/gone') response.writeHead(410).end()
      else if (request.url === '/fine') response.writeHead(200).end('x'.repeat(100_000))
      else if (request.url !== '/slow') response.writeHead(500).end('何か')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const post = (path: string, demo = true) =>
    postMessage(`${url}${path}`, { headers: {}, body: '{}' }, { demo, timeoutMs: 300 })

  test('ends with the status, and follows no redirect', async () => {
    expect(await post('/fine')).toEqual({ ok: true, code: '200' })
    expect(await post('/broken')).toEqual({ ok: false, code: '500', final: false })
    expect(await post('/gone')).toEqual({ ok: false, code: '410', final: true })
    const before = asked
    expect(await post('/away')).toEqual({ ok: false, code: '302', final: false })
    expect(asked - before).toBe(1)
  })
  test('ends in time, whatever the other side does', async () => {
    expect(await post('/slow')).toEqual({ ok: false, code: 'ETIMEDOUT', final: false })
  })
  test('does not reach this machine where it is no demonstration', async () => {
    const before = asked
    expect(await post('/fine', false)).toEqual({ ok: false, code: 'not-https', final: false })
    expect(asked).toBe(before)
  })
})

describe('the queue', () => {
  let db: TestDatabase
  let services: TestServices<'internet'>
  const client: ApiClient = {
    id: 'c-1',
    version: 1,
    name: '見本',
    scopes: ['submit'],
    sections: [],
    procedures: [],
    attests: [],
    perMinute: 60,
    validUntil: '2999-12-31',
    revoked: false,
    secrets: [{ hash: hashSecret('x') }],
    keys: [],
    webhook: {
      url: 'https://partner.example/',
      events: [],
      secrets: [{ secret: 'whsec_YWFh' }, { secret: 'whsec_YmJi', until: '2026-11-24T02:00:00.000Z' }],
    },
  }
  const put = (wanted: ApiClient) =>
    services.db
      .city<InternetDb>('yanai')
      .transaction()
      .execute((trx) => putClient(services, trx, 'yanai', wanted))
  const row = async () =>
    services.db.city<InternetDb>('yanai').selectFrom('api_delivery').selectAll().executeTakeFirstOrThrow()
  const answering = (posted: Posted) => {
    const sent: Record<string, string>[] = []
    return {
      sent,
      post: async (_url: string, message: { headers: Readonly<Record<string, string>> }) => {
        sent.push({ ...message.headers })
        return posted
      },
    }
  }

  beforeAll(async () => {
    db = await testDatabase()
    services = testServices({ zone: 'internet', db })
    await put(client)
    const now = services.clock.now()
    await services.db
      .city<InternetDb>('yanai')
      .insertInto('api_delivery')
      .values({
        id: '00000000-0000-4000-8000-000000000001',
        client_id: 'c-1',
        receipt_number: 'DR-R8-000001-1',
        event: 'application.received',
        body: '{"type":"application.received"}',
        made_at: now,
        next_at: now,
      })
      .execute()
  })
  afterAll(() => db.close())

  test('tries again with growing pauses, gives up in the end, and tells the office', async () => {
    const { post, sent } = answering({ ok: false, code: '500', final: false })
    for (const wait of retryAfterMs) {
      await deliverDue(services, post)
      expect((await row()).next_at.getTime() - services.clock.now().getTime()).toBe(wait)
      const before = sent.length
      await deliverDue(services, post)
      expect(sent.length, 'nothing is sent before its time').toBe(before)
      services.clock.advance(wait)
    }
    expect(services.relay.sent).toEqual([])
    await deliverDue(services, post)
    expect(await row()).toMatchObject({ attempts: retryAfterMs.length + 1, code: '500', reported: true })
    expect((await row()).given_up_at).not.toBeNull()
    expect(services.relay.sent[0]).toMatchObject({
      kind: 'api-delivery',
      to: 'office',
      payload: { outcome: 'given-up', code: '500', receiptNumber: 'DR-R8-000001-1' },
    })
    expect(new Set(sent.map((headers) => headers['webhook-id'])).size, 'the same id each time').toBe(1)
    expect(sent[0]?.['webhook-signature']?.split(' '), 'two secrets while one is rotated').toHaveLength(2)
    expect(sent.at(-1)?.['webhook-signature']?.split(' '), 'one when that time is over').toHaveLength(1)
  })

  test('asked for again it goes through, and the office hears that as well', async () => {
    await services.db
      .city<InternetDb>('yanai')
      .updateTable('api_delivery')
      .set({ given_up_at: null, attempts: 0, next_at: services.clock.now() })
      .execute()
    await deliverDue(services, answering({ ok: true, code: '204' }).post)
    expect((await row()).delivered_at).not.toBeNull()
    expect(services.relay.sent.at(-1)).toMatchObject({ payload: { outcome: 'delivered' } })
  })

  test('nothing goes to a system that was revoked', async () => {
    await services.db
      .city<InternetDb>('yanai')
      .updateTable('api_delivery')
      .set({ delivered_at: null, next_at: services.clock.now() })
      .execute()
    await put({ ...client, version: 2, revoked: true })
    await put({ ...client, version: 1 })
    const { post, sent } = answering({ ok: true, code: '204' })
    await deliverDue(services, post)
    expect(sent).toEqual([])
    expect((await row()).code).toBe('no-endpoint')
  })
})
