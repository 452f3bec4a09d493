import { createSign, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { partner, secret, type TestApi, testApi } from '../test-support/app.ts'
import { hashSecret } from './secrets.ts'

let db: TestDatabase
let api: TestApi
const now = '2026-11-24T01:00:00Z'
const codeOf = async (answer: Response): Promise<string> =>
  String(((await answer.json()) as { type?: string }).type).replace('urn:yanagi:problem:', '')
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

beforeAll(async () => {
  db = await testDatabase()
  api = await testApi(db)
  await api.put(partner)
  api.at(now)
})
afterAll(() => db?.close())

describe('a token', () => {
  const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    api.ask('/oauth/token', { method: 'POST', body: new URLSearchParams(fields), headers })
  const basic = (id: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
  })
  const grant = { grant_type: 'client_credentials' }
  const errorOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error: string }).error]

  test('is given for the secret, with the scopes that were asked for', async () => {
    const answer = await ask({ ...grant, scope: 'status validate' }, basic(partner.id, secret))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const token = (await answer.json()) as {
      access_token: string
      scope: string
      token_type: string
      expires_in: number
    }
    expect(token).toMatchObject({ scope: 'validate status', token_type: 'Bearer', expires_in: 600 })
    expect((await api.ask('/client', { headers: bearer(token.access_token) })).status).toBe(403)
  })

  test('is not given for anything else', async () => {
    expect(await errorOf(await ask(grant, basic(partner.id, 'wrong')))).toEqual([401, 'invalid_client'])
    expect(await errorOf(await ask(grant, basic('nobody', secret)))).toEqual([401, 'invalid_client'])
    expect(await errorOf(await ask(grant))).toEqual([401, 'invalid_client'])
    expect(await errorOf(await ask({ grant_type: 'password' }, basic(partner.id, secret)))).toEqual([
      400,
      'unsupported_grant_type',
    ])
    expect(await errorOf(await ask({ ...grant, scope: 'everything' }, basic(partner.id, secret)))).toEqual([
      400,
      'invalid_scope',
    ])
    const json = await api.ask('/oauth/token', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', ...basic(partner.id, secret) },
    })
    expect(await errorOf(json)).toEqual([415, 'invalid_request'])
    expect((await api.ask('/oauth/token')).status).toBe(405)
  })

  test('is given for the secret of before until its time is over, and never for one that is past it', async () => {
    const soon = new Date(Date.parse(now) + 365 * 86_400_000 * 10).toISOString()
    await api.put({
      ...partner,
      id: 'rotated',
      secrets: [
        { hash: hashSecret('new') },
        { hash: hashSecret('old'), until: soon },
        { hash: hashSecret('older'), until: '2020-01-01T00:00:00Z' },
      ],
    })
    const statuses = await Promise.all(
      ['new', 'old', 'older'].map(async (each) => (await ask(grant, basic('rotated', each))).status),
    )
    expect(statuses).toEqual([200, 200, 401])
  })

  test('is given for an assertion by the client’s key, once', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await api.put({
      ...partner,
      id: 'by-key',
      secrets: [],
      keys: [publicKey.export({ format: 'jwk' }), ec.publicKey.export({ format: 'jwk' })] as Record<string, unknown>[],
    })
    const seconds = api.services.clock.now().getTime() / 1000
    const claims = {
      iss: 'by-key',
      sub: 'by-key',
      aud: 'http://localhost:4000/api/v1/oauth/token',
      exp: seconds + 120,
      jti: 'first-and-last',
    }
    const by = (assertion: string) =>
      ask({
        ...grant,
        client_assertion: assertion,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      })
    const first = jwt(privateKey, claims)
    expect((await by(first)).status).toBe(200)
    expect(await errorOf(await by(first)), 'a replay').toEqual([401, 'invalid_client'])
    expect((await by(jwt(ec.privateKey, { ...claims, jti: 'by-the-other-key' }))).status).toBe(200)
    const other = generateKeyPairSync('ed25519').privateKey
    const wrong = [
      jwt(other, { ...claims, jti: 'another-key' }),
      jwt(privateKey, { ...claims, jti: 'another-city', aud: 'http://localhost:4010/api/v1/oauth/token' }),
      jwt(privateKey, { ...claims, jti: 'over-long-ago', exp: seconds - 120 }),
      jwt(privateKey, { ...claims, jti: 'much-too-long', exp: seconds + 86_400 }),
      jwt(privateKey, { ...claims, jti: 'about-another', iss: partner.id, sub: partner.id }),
      jwt(privateKey, { ...claims, jti: 'no-algorithm' }, 'none'),
      `${first.split('.').slice(0, 2).join('.')}.`,
      'a.b.c',
    ]
    for (const each of wrong) expect(await errorOf(await by(each))).toEqual([401, 'invalid_client'])
  })
})

describe('the door', () => {
  test('opens for a token of this city, this time and this scope only', async () => {
    const ask = async (headers: Record<string, string>) => {
      const answer = await api.ask('/client', { headers })
      return [answer.status, answer.headers.get('www-authenticate')?.includes('Bearer') ?? false]
    }
    expect(await ask(bearer(api.token()))).toEqual([200, false])
    expect(await ask({})).toEqual([401, true])
    expect(await ask(bearer(`${api.token().slice(0, -4)}AAAA`))).toEqual([401, true])
    expect(await ask(bearer(api.token({ cityId: 'mihon' })))).toEqual([401, true])
    expect(await ask(bearer(api.token({ client: 'nobody' })))).toEqual([401, true])
    expect(await ask(bearer(api.token({ scopes: ['submit'] })))).toEqual([403, true])
    const elsewhere = await api.ask('/client', { headers: bearer(api.token()), host: 'localhost:4010' })
    expect(elsewhere.status, 'a token of one city at the other').toBe(401)
  })
  test('closes at once for a client that was revoked or is over, and for one that asks too often', async () => {
    await api.put({ ...partner, id: 'leaving' })
    const headers = bearer(api.token({ client: 'leaving' }))
    expect((await api.ask('/client', { headers })).status).toBe(200)
    await api.put({ ...partner, id: 'leaving', version: 2, validUntil: '2020-01-01' })
    expect(await codeOf(await api.ask('/client', { headers }))).toBe('client-not-usable')
    await api.put({ ...partner, id: 'leaving', version: 3, revoked: true })
    expect((await api.ask('/client', { headers })).status).toBe(401)
    await api.put({ ...partner, id: 'eager', perMinute: 10 })
    const eager = { headers: bearer(api.token({ client: 'eager' })) }
    const statuses = []
    for (let call = 0; call < 6; call += 1) statuses.push((await api.ask('/client', eager)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(Number((await api.ask('/client', eager)).headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

/** A JWT signed by a key; `none` claims that it needs no signature. */
function jwt(key: KeyObject, claims: object, alg?: string): string {
  const known = key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'ES256'
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: alg ?? known, typ: 'JWT' })}.${part(claims)}`
  const signature =
    known === 'EdDSA'
      ? signBytes(null, Buffer.from(text), key)
      : createSign('sha256').update(text).sign({ key, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}
