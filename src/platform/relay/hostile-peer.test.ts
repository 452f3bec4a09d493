import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { handle, threeZones } from '../../../test/support/three-zones.ts'
import type { ZoneRelay } from './create-relay.ts'
import { handledIn, message, send } from './testing/relay-zone.ts'

const at = threeZones()

describe('the outer zone, taken over', () => {
  type Wire = {
    envelopes: {
      envelopeId: string
      header: string
      sealed: string
      signature: string
      keyId: string
      kind: string
      orderKey: string
    }[]
  }
  type Tamper = (body: Wire) => Wire

  // Everything moves by hand here: nothing runs in the background while we look.
  beforeEach(async () => {
    await Promise.all([at.internet.relay.stop(), at.office.relay.stop()])
  })

  function between(tamper: (path: string, response: Response) => Promise<Response>) {
    at.office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          const path = new URL(request.url).pathname.replace('/relay', '')
          return tamper(path, await at.internet.relay.routes.fetch(new Request(`http://relay.invalid${path}`, request)))
        },
      },
    })
  }
  const tampering = (tamper: Tamper) =>
    between(async (path, response) =>
      path === '/envelopes' && response.ok ? Response.json(tamper((await response.json()) as Wire)) : response,
    )
  const altered = (base64: string, at: number) => {
    const bytes = Buffer.from(base64, 'base64')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  const onFirst =
    (change: (envelope: Wire['envelopes'][0], others: Wire['envelopes']) => Partial<Wire['envelopes'][0]>): Tamper =>
    (wire) => ({
      envelopes: wire.envelopes.map((envelope, at) =>
        at === 0 ? { ...envelope, ...change(envelope, wire.envelopes) } : envelope,
      ),
    })

  async function twoSent() {
    handle(at.office, 'submission')
    await send(at.internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await send(at.internet, message('office', 'submission', 'IN-2', { n: 2 }))
  }

  const outbox = async () =>
    (
      await sql<{ refusal: string | null; kept: boolean }>`select refusal, sealed is not null as kept
        from relay_outbox order by ordinal`.execute(at.internet.db.city<unknown>('yanai'))
    ).rows

  it.each<[string, Tamper]>([
    ['another receipt number in the header', onFirst((e) => ({ header: e.header.replace('IN-1', 'IN-9') }))],
    ['another moment of arrival', onFirst((e) => ({ header: e.header.replace('2026-11-22T00', '2026-11-21T00') }))],
    ['an unreadable header', onFirst(() => ({ header: '{' }))],
    ['another city', onFirst((e) => ({ header: e.header.replace('"yanai"', '"mihon"') }))],
    ['a changed signature', onFirst((e) => ({ signature: altered(e.signature, 5) }))],
    ['an unknown key', onFirst(() => ({ keyId: '12345678' }))],
    ['a changed payload', onFirst((e) => ({ sealed: altered(e.sealed, 80) }))],
    ['the payload of another', onFirst((_, all) => ({ sealed: all[1]?.sealed ?? '' }))],
    [
      'the header of another',
      onFirst((e, all) => ({
        header: all[1]?.header.replace(all[1].envelopeId, e.envelopeId) ?? '',
        signature: all[1]?.signature ?? '',
      })),
    ],
  ])('gets nothing in with %s, and what was really sent is taken from a better line', async (_, tamper) => {
    tampering(tamper)
    await twoSent()
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-2': [2] })
    // The refusal was signed over changed bytes and does not hold for ours: the envelope stays and is offered again.
    expect(await outbox()).toMatchObject([{ refusal: null, kept: true }, { kept: false }])
    tampering((wire) => wire)
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1], 'IN-2': [2] })
  })

  it('is refused for good when it stored other bytes than it signed', async () => {
    await twoSent()
    await sql`update relay_outbox set sealed = set_byte(sealed, 80, 255 - get_byte(sealed, 80)) where ordinal = 1`.execute(
      at.internet.db.city<unknown>('yanai'),
    )
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-2': [2] })
    expect(await outbox()).toMatchObject([{ refusal: 'seal-broken', kept: true }, { kept: false }])
  })

  it('cannot lie about kind and order beside the header', async () => {
    tampering(onFirst(() => ({ kind: 'withdrawal', orderKey: 'IN-2' })))
    await twoSent()
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1], 'IN-2': [2] })
  })

  it('gets nothing handled twice by offering it again', async () => {
    let recorded: Wire | undefined
    tampering((wire) => {
      if (wire.envelopes.length > 0) recorded = wire
      return recorded ?? wire
    })
    await twoSent()
    for (let i = 0; i < 3; i++) await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1], 'IN-2': [2] })
  })

  it('gets no other file in than the one that was named', async () => {
    between(async (path, response) => (path === '/file' ? new Response('something else') : response))
    handle(at.office, 'submission')
    const stored = await at.internet.files.put('yanai', Buffer.from('x'))
    await send(at.internet, message('office', 'submission', 'IN-1', { n: 1 }, [stored.address]))
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({})
    expect(await at.office.files.has('yanai', stored.address)).toBe(false)
    expect(await at.internet.relay.parked('yanai')).toMatchObject([{ direction: 'sent', fault: 'file-broken' }])
  })

  it('cannot pretend that what was pushed has arrived', async () => {
    between(async (path, response) => {
      if (path !== '/deliveries') return response
      const { receipts } = (await response.json()) as { receipts: { signature: string }[] }
      return Response.json({
        receipts: receipts.map((receipt) => ({ ...receipt, signature: altered(receipt.signature, 3) })),
        missing: [],
      })
    })
    await at.office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => at.office.relay.send(trx, message('internet', 'case-status', 'IN-1', { n: 1 })))
    await at.office.relay.round()
    expect(await at.office.relay.countMoving()).toBe(1)
  })

  it('gets no file by asking for one that none of the envelopes names', async () => {
    const secret = await at.office.files.put('yanai', Buffer.from('決裁前の文書'))
    const asked: string[] = []
    between(async (path, response) => {
      asked.push(path)
      return path === '/deliveries' ? Response.json({ receipts: [], missing: [secret.address] }) : response
    })
    await at.office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => at.office.relay.send(trx, message('internet', 'case-status', 'IN-1', { n: 1 })))
    await at.office.relay.round()
    expect(asked).not.toContain(`/file/${secret.address}`)
  })
})

describe('somebody else at the door of the outer zone', () => {
  async function recordedRequest(): Promise<Request> {
    let kept: Request | undefined
    at.office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          kept ??= request.clone()
          return at.internet.relay.routes.fetch(new Request(request.url.replace('/relay/', '/'), request))
        },
      },
    })
    await at.office.relay.round()
    if (kept === undefined) throw new Error('nothing was asked')
    return kept
  }
  const knock = async (request: Request, relay: ZoneRelay = at.internet.relay) =>
    relay.routes.fetch(new Request(request.url.replace('/relay/', '/'), request))

  it('is refused without a signature, with a replayed one, an old one, another path or body, all in the same words', async () => {
    const good = await recordedRequest()
    const headers = Object.fromEntries(good.headers)
    const url = 'http://relay.invalid/envelopes'
    const post = (change: Record<string, string>, body = '{}', to = url) =>
      knock(new Request(to, { method: 'POST', headers: { ...headers, ...change }, body }))
    const answers = await Promise.all([
      knock(good.clone()),
      post({}),
      post({ 'yanagi-signature': '' }),
      post({ 'yanagi-time': '2026-01-01T00:00:00.000Z' }),
      post({ 'yanagi-nonce': 'another-nonce-entirely' }),
      post({ 'yanagi-zone': 'mynumber' }),
      post({ 'yanagi-zone': 'internet' }),
      post({ 'yanagi-city': 'mihon' }),
      post({}, '{"x":1}'),
      post({}, '{}', 'http://relay.invalid/receipts'),
      knock(new Request('http://relay.invalid/envelopes')),
      knock(new Request('http://relay.invalid/nothing', { method: 'POST' })),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([403]))
    expect(new Set(bodies).size).toBe(1)
  })

  it('cannot fill the memory', async () => {
    const request = new Request('http://relay.invalid/envelopes', { method: 'POST', body: 'x'.repeat(2000) })
    expect((await knock(request)).status).toBe(413)
  })

  it('finds no door at the innermost zone', async () => {
    expect((await knock(await recordedRequest(), at.mynumber.relay)).status).toBe(403)
  })
})
