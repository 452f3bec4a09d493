import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { joinRelays, type ZoneRelay } from './create-relay.ts'
import { handledIn, message, type RelayZone, recordHandled, relayZone, send } from './testing/relay-zone.ts'

let db: TestDatabase
let folder: string
let internet: RelayZone
let office: RelayZone
let mynumber: RelayZone

beforeEach(async () => {
  db = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'yanagi-relay-'))
  // Nothing looks by itself within a test: what moves, moves by a nudge.
  const options = { retryDelaysMs: [10, 20], lookEveryMs: 600_000 }
  internet = relayZone('internet', db.zone('internet'), folder, options)
  office = relayZone('office', db.zone('office'), folder, options)
  mynumber = relayZone('mynumber', db.zone('mynumber'), folder, options)
  joinRelays([internet, office, mynumber])
  for (const zone of [internet, office, mynumber]) zone.relay.start()
})
afterEach(async () => {
  for (const zone of [internet, office, mynumber]) await zone.relay.stop()
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const handle = (zone: RelayZone, kind: string) =>
  zone.relay.on(kind, (trx, delivery) => recordHandled(zone, trx, delivery))

describe('in one process', () => {
  it('carries inward and outward, and an answer from within the handler', async () => {
    office.relay.on('submission', async (trx, delivery) => {
      await recordHandled(office, trx, delivery)
      await office.relay.send(trx, message('internet', 'case-status', delivery.header.receiptNumber, { n: 100 }))
    })
    handle(internet, 'case-status')
    const header = await send(internet, message('office', 'submission', 'IN-1', { n: 1, name: '柳井 花子' }))
    await internet.relay.settled()
    expect(header).toMatchObject({ from: 'internet', to: 'office', receiptNumber: 'IN-1' })
    expect(await handledIn(office.db)).toEqual({ 'IN-1': [1] })
    expect(await handledIn(internet.db)).toEqual({ 'IN-1': [100] })
  })

  it('carries between the office and the my-number zone likewise', async () => {
    handle(mynumber, 'residents')
    handle(office, 'residents')
    await send(office, message('mynumber', 'residents', 'J-1', { n: 1 }))
    await send(mynumber, message('office', 'residents', 'J-1', { n: 2 }))
    await office.relay.settled()
    expect(await handledIn(mynumber.db)).toEqual({ 'J-1': [1] })
    expect(await handledIn(office.db)).toEqual({ 'J-1': [2] })
  })

  it('never carries past a zone', async () => {
    await expect(send(internet, message('mynumber', 'x', 'X-1', { n: 1 }))).rejects.toThrow(/don't talk/)
  })

  it('is there at once after the nudge, for less than 100 ms of work', async () => {
    // Work is counted and not time, since the machine of a test is often busy with others.
    handle(office, 'submission')
    await send(internet, message('office', 'submission', 'IN-0', { n: 0 }))
    await internet.relay.settled()
    const workMs: number[] = []
    for (let n = 1; n <= 11; n++) {
      const before = process.cpuUsage()
      await send(internet, message('office', 'submission', 'IN-1', { n }))
      while ((await handledIn(office.db))['IN-1']?.length !== n) await new Promise((resolve) => setTimeout(resolve, 5))
      const { user, system } = process.cpuUsage(before)
      workMs.push((user + system) / 1000)
    }
    expect([...workMs].sort((x, y) => x - y)[5]).toBeLessThan(100)
  })

  it('waits with everything until it was started', async () => {
    await office.relay.stop()
    await send(internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    handle(office, 'submission')
    office.relay.start()
    while ((await handledIn(office.db))['IN-1'] === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    const { rows } = await sql<{ attempts: number }>`select attempts from relay_inbox`.execute(
      office.db.city<unknown>('yanai'),
    )
    expect(rows).toEqual([{ attempts: 1 }])
  })

  it('keeps the payload out of both databases once it was handled, and sealed before', async () => {
    handle(office, 'submission')
    const outbox = () =>
      sql<{ sealed: Buffer | null; header: string }>`select sealed, header from relay_outbox`.execute(
        internet.db.city<unknown>('yanai'),
      )
    await internet.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => internet.relay.send(trx, message('office', 'submission', 'IN-1', { n: 1, name: '柳井 花子' })))
    const before = (await outbox()).rows[0]
    expect(before?.sealed?.includes(Buffer.from('花子'))).toBe(false)
    expect(before?.header).not.toContain('花子')
    await internet.relay.settled()
    expect((await outbox()).rows[0]?.sealed).toBeNull()
    const { rows } = await sql<{ sealed: Buffer | null }>`select sealed from relay_inbox`.execute(
      office.db.city<unknown>('yanai'),
    )
    expect(rows).toEqual([{ sealed: null }])
  })

  it('brings the files before the message that names them, in both directions', async () => {
    const seen: string[] = []
    for (const zone of [internet, office]) {
      zone.relay.on('with-file', async (_trx, { header, payload }) => {
        const { key } = payload as { key: string }
        seen.push((await zone.files.get('yanai', header.files[0] ?? '', Buffer.from(key, 'base64'))).toString())
      })
    }
    for (const [from, to] of [
      [internet, 'office'],
      [office, 'internet'],
    ] as const) {
      const stored = await from.files.put('yanai', Buffer.from(`写真 from ${from.zone}`))
      await send(from, message(to, 'with-file', 'F-1', { n: 1, key: stored.key.toString('base64') }, [stored.address]))
    }
    await internet.relay.settled()
    expect(seen.sort()).toEqual(['写真 from internet', '写真 from office'])
  })

  it('handles more than a batch, in order', async () => {
    handle(office, 'submission')
    await internet.db
      .city<unknown>('yanai')
      .transaction()
      .execute(async (trx) => {
        for (let n = 1; n <= 130; n++) await internet.relay.send(trx, message('office', 'submission', 'IN-1', { n }))
      })
    await internet.relay.settled()
    expect((await handledIn(office.db))['IN-1']).toEqual(Array.from({ length: 130 }, (_, i) => i + 1))
  })
})

describe('a message that cannot be handled', () => {
  it('is parked with what follows it, the others go on, and it goes on after a person released it', async () => {
    let broken = true
    office.relay.on('submission', async (trx, delivery) => {
      if (broken && delivery.header.receiptNumber === 'BAD') throw new TypeError('柳井 花子 made this fail')
      await recordHandled(office, trx, delivery)
    })
    for (let n = 1; n <= 3; n++) {
      await send(internet, message('office', 'submission', 'BAD', { n }))
      await send(internet, message('office', 'submission', 'GOOD', { n }))
    }
    await internet.relay.settled()
    expect(await handledIn(office.db)).toEqual({ GOOD: [1, 2, 3] })
    const parked = await office.relay.parked('yanai')
    expect(parked).toMatchObject([{ direction: 'arrived', orderKey: 'BAD', fault: 'TypeError', waiting: 2 }])
    broken = false
    await office.relay.release('yanai', parked[0]?.envelopeId ?? '')
    await internet.relay.settled()
    expect(await handledIn(office.db)).toEqual({ GOOD: [1, 2, 3], BAD: [1, 2, 3] })
    expect(await office.relay.parked('yanai')).toEqual([])
  })

  it('leaves nothing behind of an attempt that failed half-way', async () => {
    let attempts = 0
    office.relay.on('submission', async (trx, delivery) => {
      await recordHandled(office, trx, delivery)
      attempts++
      if (attempts === 1) throw new Error('after the first row')
    })
    await send(internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await internet.relay.settled()
    expect(attempts).toBe(2)
    expect(await handledIn(office.db)).toEqual({ 'IN-1': [1] })
  })
})

describe('the trouble of one city', () => {
  beforeEach(async () => {
    await Promise.all([internet, office, mynumber].map((zone) => zone.relay.stop()))
  })
  afterEach(() => vi.restoreAllMocks())

  it('stops neither the other cities nor what has arrived already', async () => {
    handle(office, 'submission')
    handle(office, 'residents')
    await send(mynumber, message('office', 'residents', 'J-1', { n: 1 }))
    await mynumber.relay.round()
    const { address } = await internet.files.put('yanai', Buffer.from('x'))
    await send(internet, message('office', 'submission', 'IN-1', { n: 1 }, [address]))
    await send(internet, { ...message('office', 'submission', 'IN-2', { n: 2 }), cityId: 'mihon' })
    const disk = vi.spyOn(office.files, 'putCiphertext').mockRejectedValue(new Error('EIO'))
    await office.relay.round()
    expect(await handledIn(office.db)).toEqual({ 'J-1': [1] })
    expect(await handledIn(office.db, 'mihon')).toEqual({ 'IN-2': [2] })
    disk.mockRestore()
    await office.relay.round()
    expect(await handledIn(office.db)).toEqual({ 'IN-1': [1], 'J-1': [1] })
  })

  it('answered with a fault, stops no other city', async () => {
    handle(internet, 'case-status')
    office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          const path = new URL(request.url).pathname.replace('/relay', '')
          if (path === '/deliveries' && request.headers.get('yanagi-city') === 'yanai')
            return new Response(null, { status: 500 })
          return internet.relay.routes.fetch(new Request(`http://relay.invalid${path}`, request))
        },
      },
    })
    for (const cityId of ['yanai', 'mihon'])
      await send(office, { ...message('internet', 'case-status', 'IN-1', { n: 1 }), cityId })
    await office.relay.round()
    await internet.relay.round()
    expect(await handledIn(internet.db)).toEqual({})
    expect(await handledIn(internet.db, 'mihon')).toEqual({ 'IN-1': [1] })
  })

  it.each([
    ['gone', async (zone: RelayZone, address: string) => zone.files.remove('yanai', address)],
    [
      'spoiled',
      async (zone: RelayZone, address: string) =>
        writeFileSync(join(folder, 'files', zone.zone, 'yanai', address.slice(0, 2), address), 'other bytes'),
    ],
  ])('whose own file is %s waits for a person, and what follows goes on', async (_, spoil) => {
    handle(office, 'submission')
    handle(internet, 'case-status')
    for (const [from, to, kind] of [
      [office, 'internet', 'case-status'],
      [internet, 'office', 'submission'],
    ] as const) {
      const { address } = await from.files.put('yanai', Buffer.from('x'))
      await send(from, message(to, kind, 'IN-1', { n: 1 }, [address]))
      await send(from, message(to, kind, 'IN-2', { n: 2 }))
      await spoil(from, address)
    }
    await office.relay.round()
    await internet.relay.round()
    for (const zone of [office, internet]) {
      expect(await handledIn(zone.db)).toEqual({ 'IN-2': [2] })
      expect(await zone.relay.parked('yanai')).toMatchObject([{ direction: 'sent', fault: 'file-broken' }])
    }
  })
})

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
    await Promise.all([internet.relay.stop(), office.relay.stop()])
  })

  function between(tamper: (path: string, response: Response) => Promise<Response>) {
    office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          const path = new URL(request.url).pathname.replace('/relay', '')
          return tamper(path, await internet.relay.routes.fetch(new Request(`http://relay.invalid${path}`, request)))
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
    handle(office, 'submission')
    await send(internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await send(internet, message('office', 'submission', 'IN-2', { n: 2 }))
  }

  it.each<[string, Tamper, string | null]>([
    ['another receipt number in the header', onFirst((e) => ({ header: e.header.replace('IN-1', 'IN-9') })), null],
    [
      'another moment of arrival',
      onFirst((e) => ({ header: e.header.replace('2026-11-22T00', '2026-11-21T00') })),
      null,
    ],
    ['an unreadable header', onFirst(() => ({ header: '{' })), null],
    ['another city', onFirst((e) => ({ header: e.header.replace('"yanai"', '"mihon"') })), null],
    ['a changed signature', onFirst((e) => ({ signature: altered(e.signature, 5) })), 'signature-broken'],
    ['an unknown key', onFirst(() => ({ keyId: '12345678' })), 'signature-broken'],
    ['a changed payload', onFirst((e) => ({ sealed: altered(e.sealed, 80) })), 'seal-broken'],
    ['the payload of another', onFirst((_, all) => ({ sealed: all[1]?.sealed ?? '' })), 'header-swapped'],
    [
      'the header of another',
      onFirst((e, all) => ({
        header: all[1]?.header.replace(all[1].envelopeId, e.envelopeId) ?? '',
        signature: all[1]?.signature ?? '',
      })),
      null,
    ],
  ])('gets nothing in with %s', async (_, tamper, refusal) => {
    tampering(tamper)
    await twoSent()
    await office.relay.round()
    expect(await handledIn(office.db)).toEqual({ 'IN-2': [2] })
    const outbox = await sql<{
      refusal: string | null
      kept: boolean
    }>`select refusal, sealed is not null as kept from relay_outbox order by ordinal`.execute(
      internet.db.city<unknown>('yanai'),
    )
    // A refusal that was signed over changed bytes does not hold for ours: the envelope simply stays and is offered again.
    expect(outbox.rows[0]).toEqual({ refusal, kept: true })
    expect(outbox.rows[1]).toMatchObject({ kept: false })
  })

  it('cannot lie about kind and order beside the header', async () => {
    tampering(onFirst(() => ({ kind: 'withdrawal', orderKey: 'IN-2' })))
    await twoSent()
    await office.relay.round()
    expect(await handledIn(office.db)).toEqual({ 'IN-1': [1], 'IN-2': [2] })
  })

  it('gets nothing handled twice by offering it again', async () => {
    let recorded: Wire | undefined
    tampering((wire) => {
      if (wire.envelopes.length > 0) recorded = wire
      return recorded ?? wire
    })
    await twoSent()
    for (let i = 0; i < 3; i++) await office.relay.round()
    expect(await handledIn(office.db)).toEqual({ 'IN-1': [1], 'IN-2': [2] })
  })

  it('gets no other file in than the one that was named', async () => {
    between(async (path, response) => (path === '/file' ? new Response('something else') : response))
    handle(office, 'submission')
    const stored = await internet.files.put('yanai', Buffer.from('x'))
    await send(internet, message('office', 'submission', 'IN-1', { n: 1 }, [stored.address]))
    await office.relay.round()
    expect(await handledIn(office.db)).toEqual({})
    expect(await office.files.has('yanai', stored.address)).toBe(false)
    expect(await internet.relay.parked('yanai')).toMatchObject([{ direction: 'sent', fault: 'file-broken' }])
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
    await office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => office.relay.send(trx, message('internet', 'case-status', 'IN-1', { n: 1 })))
    await office.relay.round()
    expect(await office.relay.countMoving()).toBe(1)
  })

  it('gets no file by asking for one that none of the envelopes names', async () => {
    const secret = await office.files.put('yanai', Buffer.from('決裁前の文書'))
    const asked: string[] = []
    between(async (path, response) => {
      asked.push(path)
      return path === '/deliveries' ? Response.json({ receipts: [], missing: [secret.address] }) : response
    })
    await office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => office.relay.send(trx, message('internet', 'case-status', 'IN-1', { n: 1 })))
    await office.relay.round()
    expect(asked).not.toContain(`/file/${secret.address}`)
  })
})

describe('somebody else at the door of the outer zone', () => {
  async function recordedRequest(): Promise<Request> {
    let kept: Request | undefined
    office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          kept ??= request.clone()
          return internet.relay.routes.fetch(new Request(request.url.replace('/relay/', '/'), request))
        },
      },
    })
    await office.relay.round()
    if (kept === undefined) throw new Error('nothing was asked')
    return kept
  }
  const knock = async (request: Request, relay: ZoneRelay = internet.relay) =>
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
    expect((await knock(await recordedRequest(), mynumber.relay)).status).toBe(403)
  })
})
