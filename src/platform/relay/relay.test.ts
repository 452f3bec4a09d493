import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handle, threeZones } from '../../../test/support/three-zones.ts'
import { safeFacts } from '../log/log-facts.ts'
import { handledIn, message, type RelayZone, recordHandled, send } from './testing/relay-zone.ts'

const at = threeZones()

describe('in one process', () => {
  it('carries inward and outward, and an answer from within the handler', async () => {
    at.office.relay.on('submission', async (trx, delivery) => {
      await recordHandled(at.office, trx, delivery)
      await at.office.relay.send(trx, message('internet', 'case-status', delivery.header.receiptNumber, { n: 100 }))
    })
    handle(at.internet, 'case-status')
    const header = await send(at.internet, message('office', 'submission', 'IN-1', { n: 1, name: '柳井 花子' }))
    await at.internet.relay.settled()
    expect(header).toMatchObject({ from: 'internet', to: 'office', receiptNumber: 'IN-1' })
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1] })
    expect(await handledIn(at.internet.db)).toEqual({ 'IN-1': [100] })
  })

  it('carries between the office and the my-number zone likewise', async () => {
    handle(at.mynumber, 'residents')
    handle(at.office, 'residents')
    await send(at.office, message('mynumber', 'residents', 'J-1', { n: 1 }))
    await send(at.mynumber, message('office', 'residents', 'J-1', { n: 2 }))
    await at.office.relay.settled()
    expect(await handledIn(at.mynumber.db)).toEqual({ 'J-1': [1] })
    expect(await handledIn(at.office.db)).toEqual({ 'J-1': [2] })
  })

  it('never carries past a zone', async () => {
    await expect(send(at.internet, message('mynumber', 'x', 'X-1', { n: 1 }))).rejects.toThrow(/don't talk/)
  })

  it('is there at once after the nudge, for less than 100 ms of work', async () => {
    // Work is counted and not time, since the machine of a test is often busy with others.
    handle(at.office, 'submission')
    await send(at.internet, message('office', 'submission', 'IN-0', { n: 0 }))
    await at.internet.relay.settled()
    const workMs: number[] = []
    for (let n = 1; n <= 11; n++) {
      const before = process.cpuUsage()
      await send(at.internet, message('office', 'submission', 'IN-1', { n }))
      while ((await handledIn(at.office.db))['IN-1']?.length !== n)
        await new Promise((resolve) => setTimeout(resolve, 5))
      const { user, system } = process.cpuUsage(before)
      workMs.push((user + system) / 1000)
    }
    expect([...workMs].sort((x, y) => x - y)[5]).toBeLessThan(100)
  })

  it('waits with everything until it was started', async () => {
    await at.office.relay.stop()
    await send(at.internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    handle(at.office, 'submission')
    at.office.relay.start()
    while ((await handledIn(at.office.db))['IN-1'] === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    const { rows } = await sql<{ attempts: number }>`select attempts from relay_inbox`.execute(
      at.office.db.city<unknown>('yanai'),
    )
    expect(rows).toEqual([{ attempts: 1 }])
  })

  it('keeps the payload out of both databases once it was handled, and sealed before', async () => {
    handle(at.office, 'submission')
    const outbox = () =>
      sql<{ sealed: Buffer | null; header: string }>`select sealed, header from relay_outbox`.execute(
        at.internet.db.city<unknown>('yanai'),
      )
    await at.internet.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) =>
        at.internet.relay.send(trx, message('office', 'submission', 'IN-1', { n: 1, name: '柳井 花子' })),
      )
    const before = (await outbox()).rows[0]
    expect(before?.sealed?.includes(Buffer.from('花子'))).toBe(false)
    expect(before?.header).not.toContain('花子')
    await at.internet.relay.settled()
    expect((await outbox()).rows[0]?.sealed).toBeNull()
    const { rows } = await sql<{ sealed: Buffer | null }>`select sealed from relay_inbox`.execute(
      at.office.db.city<unknown>('yanai'),
    )
    expect(rows).toEqual([{ sealed: null }])
  })

  it('brings the files before the message that names them, in both directions', async () => {
    const seen: string[] = []
    for (const zone of [at.internet, at.office]) {
      zone.relay.on('with-file', async (_trx, { header, payload }) => {
        const { key } = payload as { key: string }
        seen.push((await zone.files.get('yanai', header.files[0] ?? '', Buffer.from(key, 'base64'))).toString())
      })
    }
    for (const [from, to] of [
      [at.internet, 'office'],
      [at.office, 'internet'],
    ] as const) {
      const stored = await from.files.put('yanai', Buffer.from(`写真 from ${from.zone}`))
      await send(from, message(to, 'with-file', 'F-1', { n: 1, key: stored.key.toString('base64') }, [stored.address]))
    }
    await at.internet.relay.settled()
    expect(seen.sort()).toEqual(['写真 from internet', '写真 from office'])
  })

  it('handles more than a batch, in order', async () => {
    handle(at.office, 'submission')
    await at.internet.db
      .city<unknown>('yanai')
      .transaction()
      .execute(async (trx) => {
        for (let n = 1; n <= 130; n++) await at.internet.relay.send(trx, message('office', 'submission', 'IN-1', { n }))
      })
    await at.internet.relay.settled()
    expect((await handledIn(at.office.db))['IN-1']).toEqual(Array.from({ length: 130 }, (_, i) => i + 1))
  })
})

describe('a message that cannot be handled', () => {
  it('is parked with what follows it, the others go on, and it goes on after a person released it', async () => {
    const log = vi.spyOn(at.office.log, 'error')
    let broken = true
    at.office.relay.on('submission', async (trx, delivery) => {
      if (broken && delivery.header.receiptNumber === 'BAD') throw new TypeError('柳井 花子 made this fail')
      await recordHandled(at.office, trx, delivery)
    })
    for (let n = 1; n <= 3; n++) {
      await send(at.internet, message('office', 'submission', 'BAD', { n }))
      await send(at.internet, message('office', 'submission', 'GOOD', { n }))
    }
    await at.internet.relay.settled()
    expect(await handledIn(at.office.db)).toEqual({ GOOD: [1, 2, 3] })
    const parked = await at.office.relay.parked('yanai')
    expect(parked).toMatchObject([{ direction: 'arrived', orderKey: 'BAD', fault: 'TypeError', waiting: 2 }])
    const said = log.mock.calls.find(([event]) => event === 'relay.parked')?.[1] ?? {}
    expect(safeFacts(said)).toEqual({
      zone: 'office',
      city: 'yanai',
      envelopeId: parked[0]?.envelopeId,
      kind: 'submission',
      attempt: expect.any(Number),
    })
    log.mockRestore()
    broken = false
    await at.office.relay.release('yanai', parked[0]?.envelopeId ?? '')
    await at.internet.relay.settled()
    expect(await handledIn(at.office.db)).toEqual({ GOOD: [1, 2, 3], BAD: [1, 2, 3] })
    expect(await at.office.relay.parked('yanai')).toEqual([])
  })

  it('leaves nothing behind of an attempt that failed half-way', async () => {
    let attempts = 0
    at.office.relay.on('submission', async (trx, delivery) => {
      await recordHandled(at.office, trx, delivery)
      attempts++
      if (attempts === 1) throw new Error('after the first row')
    })
    await send(at.internet, message('office', 'submission', 'IN-1', { n: 1 }))
    await at.internet.relay.settled()
    expect(attempts).toBe(2)
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1] })
  })
})

describe('the trouble of one city', () => {
  beforeEach(async () => {
    await Promise.all([at.internet, at.office, at.mynumber].map((zone) => zone.relay.stop()))
  })
  afterEach(() => vi.restoreAllMocks())

  it('stops neither the other cities nor what has arrived already', async () => {
    handle(at.office, 'submission')
    handle(at.office, 'residents')
    await send(at.mynumber, message('office', 'residents', 'J-1', { n: 1 }))
    await at.mynumber.relay.round()
    const { address } = await at.internet.files.put('yanai', Buffer.from('x'))
    await send(at.internet, message('office', 'submission', 'IN-1', { n: 1 }, [address]))
    await send(at.internet, { ...message('office', 'submission', 'IN-2', { n: 2 }), cityId: 'mihon' })
    const disk = vi.spyOn(at.office.files, 'putCiphertext').mockRejectedValue(new Error('EIO'))
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'J-1': [1] })
    expect(await handledIn(at.office.db, 'mihon')).toEqual({ 'IN-2': [2] })
    disk.mockRestore()
    await at.office.relay.round()
    expect(await handledIn(at.office.db)).toEqual({ 'IN-1': [1], 'J-1': [1] })
  })

  it('answered with a fault, stops no other city', async () => {
    handle(at.internet, 'case-status')
    at.office.relay.connect({
      others: [],
      outer: {
        base: 'http://relay.invalid',
        fetch: async (request) => {
          const path = new URL(request.url).pathname.replace('/relay', '')
          if (path === '/deliveries' && request.headers.get('yanagi-city') === 'yanai')
            return new Response(null, { status: 500 })
          return at.internet.relay.routes.fetch(new Request(`http://relay.invalid${path}`, request))
        },
      },
    })
    for (const cityId of ['yanai', 'mihon'])
      await send(at.office, { ...message('internet', 'case-status', 'IN-1', { n: 1 }), cityId })
    await at.office.relay.round()
    await at.internet.relay.round()
    expect(await handledIn(at.internet.db)).toEqual({})
    expect(await handledIn(at.internet.db, 'mihon')).toEqual({ 'IN-1': [1] })
  })

  it.each([
    ['gone', async (zone: RelayZone, address: string) => zone.files.remove('yanai', address)],
    [
      'spoiled',
      async (zone: RelayZone, address: string) =>
        writeFileSync(join(at.folder, 'files', zone.zone, 'yanai', address.slice(0, 2), address), 'other bytes'),
    ],
  ])('whose own file is %s waits for a person, and what follows goes on', async (_, spoil) => {
    handle(at.office, 'submission')
    handle(at.internet, 'case-status')
    for (const [from, to, kind] of [
      [at.office, 'internet', 'case-status'],
      [at.internet, 'office', 'submission'],
    ] as const) {
      const { address } = await from.files.put('yanai', Buffer.from('x'))
      await send(from, message(to, kind, 'IN-1', { n: 1 }, [address]))
      await send(from, message(to, kind, 'IN-2', { n: 2 }))
      await spoil(from, address)
    }
    await at.office.relay.round()
    await at.internet.relay.round()
    for (const zone of [at.office, at.internet]) {
      expect(await handledIn(zone.db)).toEqual({ 'IN-2': [2] })
      expect(await zone.relay.parked('yanai')).toMatchObject([{ direction: 'sent', fault: 'file-broken' }])
    }
  })
})
