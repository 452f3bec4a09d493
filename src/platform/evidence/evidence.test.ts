import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { exportPublicKeys } from '../keys/manage.ts'
import { publicFile } from '../keys/ring-file.ts'
import { appendEvent, erasePayloads, openPayload } from './append-event.ts'
import { exportEvidence, verifyBundle } from './bundle.ts'
import type { NewEvent } from './evidence.ts'
import { proveEvents } from './prove-events.ts'
import { createSequencer } from './sequencer.ts'
import { testZone } from './test-zone.ts'
import { verifyEvidence } from './verify-database.ts'

let db: TestDatabase
let office: ReturnType<typeof testZone>

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  office = testZone('office', db.zone('office'))
  const owner = await db.owner()
  await owner.query(
    'truncate office.event, office.event_payload, office.event_pending, office.event_leaf, office.tree_node, office.tree_head',
  )
})
afterEach(() => office.remove())

const at = new Date('2026-11-22T01:02:03.004Z')
const happened = (streamId: string, type = 'received', payload?: unknown): NewEvent => ({
  stream: 'case',
  streamId,
  type,
  actor: { kind: 'staff', id: 'staff-7', role: 'clerk' },
  at,
  codes: { before: 'submitted', after: type },
  ...(payload === undefined ? {} : { payload }),
})
const scope = (cityId: string) => ({ keys: office.keys, cityId })
const append = (event: NewEvent, cityId = 'yanai') =>
  office.db
    .city<unknown>(cityId)
    .transaction()
    .execute((trx) => appendEvent(trx, scope(cityId), event))
const witness = () => ({ folder: join(office.folder, 'witness') })
const sequencer = () => createSequencer(office, { witness: witness() })
const verify = (cityId = 'yanai') => verifyEvidence(office, cityId, { witness: witness() })

describe('appending', () => {
  it('numbers each stream from 1, also when twenty write at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => append(happened('a'))))
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await append(happened('b'))).toBe(1)
    expect(await append(happened('a'), 'mihon')).toBe(1)
  })

  it('goes with its transaction: what is rolled back leaves neither event nor gap', async () => {
    await expect(
      office.db
        .city<unknown>('yanai')
        .transaction()
        .execute(async (trx) => {
          await appendEvent(trx, scope('yanai'), happened('a'))
          throw new Error('changed my mind')
        }),
    ).rejects.toThrow('changed my mind')
    expect(await append(happened('a'))).toBe(1)
  })

  it('is all that the city role may do: no change, no removal', async () => {
    await append(happened('a', 'received', { note: 'x' }))
    await sequencer().run()
    const yanai = office.db.city<unknown>('yanai')
    for (const table of ['event', 'event_leaf', 'tree_head', 'tree_node']) {
      await expect(sql`update ${sql.table(table)} set tenant_id = 'yanai'`.execute(yanai)).rejects.toThrow(
        /permission denied/,
      )
      await expect(sql`delete from ${sql.table(table)}`.execute(yanai)).rejects.toThrow(/permission denied/)
      await expect(sql`truncate ${sql.table(table)}`.execute(yanai)).rejects.toThrow(/permission denied/)
    }
    await expect(sql`update event_payload set box = ''`.execute(yanai)).rejects.toThrow(/permission denied/)
  })

  it('keeps the payload readable with the keys only, and the event free of it', async () => {
    await append(happened('a', 'received', { name: '柳井 花子' }))
    const { rows } = await sql<{
      event: string
      hash: Buffer
      box: Buffer
    }>`select e::text as event, e.payload_hash as hash, p.box
      from event e join event_payload p using (tenant_id, stream, stream_id, number)`.execute(
      office.db.city<unknown>('yanai'),
    )
    const row = rows[0]
    if (row === undefined) throw new Error('no event')
    expect(row.event).not.toContain('花子')
    expect(row.box.includes(Buffer.from('花子'))).toBe(false)
    expect(openPayload(scope('yanai'), 'case', 'a', row.hash, row.box)).toEqual({ name: '柳井 花子' })
    expect(() => openPayload(scope('yanai'), 'case', 'b', row.hash, row.box)).toThrow()
  })

  it('keeps a transaction of thousands of streams within the lock table', async () => {
    await office.db
      .city<unknown>('yanai')
      .transaction()
      .execute(async (trx) => {
        await sql`select count(append_event('case', 'c' || i, 'received', '{"kind":"system","id":"x"}', now())) from generate_series(1, 6000) i`.execute(
          trx,
        )
        const { rows } = await sql<{
          n: number
        }>`select count(*) as n from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`.execute(trx)
        expect(rows[0]?.n).toBeLessThanOrEqual(4096)
      })
    await sequencer().run()
    expect(await verify()).toMatchObject({ ok: true, events: 6000 })
  })

  it('is refused when the sequencer has stood still for a minute, and goes on when it runs again', async () => {
    await append(happened('a'))
    const owner = await db.owner()
    await owner.query(`update office.event_pending set recorded_at = now() - interval '61 seconds'`)
    await expect(append(happened('a'))).rejects.toMatchObject({ code: 'YE001' })
    expect(await append(happened('a'), 'mihon')).toBe(1)
    await sequencer().run()
    expect(await append(happened('a'))).toBe(2)
  })
})

describe('the sequencer', () => {
  it('takes a transaction that commits late, late, and passes nothing over', async () => {
    const yanai = office.db.city<unknown>('yanai')
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let appended = () => {}
    const started = new Promise<void>((resolve) => {
      appended = resolve
    })
    const late = yanai.transaction().execute(async (trx) => {
      await appendEvent(trx, scope('yanai'), happened('late'))
      appended()
      await held
    })
    await started
    await append(happened('early'))
    expect(await sequencer().run()).toBe(1)
    letGo()
    await late
    expect(await sequencer().run()).toBe(1)
    const { rows } = await sql<{ stream_id: string }>`select stream_id from event_leaf order by position`.execute(yanai)
    expect(rows.map((row) => row.stream_id)).toEqual(['early', 'late'])
    expect(await verify()).toMatchObject({ ok: true, events: 2, heads: 2 })
  })

  it('signs a head within a second of the event', async () => {
    const running = createSequencer(office, { lookEveryMs: 100 })
    await running.start()
    const before = Date.now()
    await append(happened('a'))
    while ((await verify()).events === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(Date.now() - before).toBeLessThan(1000)
    await running.stop()
  })

  it('may run many times at once without a leaf too many', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => append(happened(`s${i % 7}`))))
    await Promise.all([sequencer().run(), sequencer().run(), sequencer().run()])
    await sequencer().run()
    expect(await verify()).toMatchObject({ ok: true, events: 30 })
  })

  it('recovers from a crash between event and head', async () => {
    await append(happened('a'))
    const failing = createSequencer({
      ...office,
      keys: new Proxy(office.keys, {
        get: (keys, name) =>
          name === 'sign'
            ? () => {
                throw new Error('the power went')
              }
            : Reflect.get(keys, name).bind?.(keys),
      }),
    })
    await expect(failing.run()).rejects.toThrow('the power went')
    const { rows } = await sql`select from event_leaf`.execute(office.db.city<unknown>('yanai'))
    expect(rows).toHaveLength(0)
    await sequencer().run()
    expect(await verify()).toMatchObject({ ok: true, events: 1, heads: 1 })
  })

  it('refuses to build on a tree that somebody changed', async () => {
    await append(happened('a'))
    await sequencer().run()
    const owner = await db.owner()
    await owner.query(`update office.event_leaf set hash = sha256('x')`)
    await append(happened('b'))
    await expect(sequencer().run()).rejects.toThrow(/differs from its signed head/)
  })
})

describe('verifying', () => {
  it('holds over several heads, batches and cities, each in a tree of its own', async () => {
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i <= round; i++) await append(happened(`s${i}`, 'received', { round }))
      await append(happened('m'), 'mihon')
      await sequencer().run()
    }
    expect(await verify()).toMatchObject({ ok: true, events: 15, heads: 5, findings: [] })
    expect(await verify('mihon')).toMatchObject({ ok: true, events: 5, heads: 5 })
  })

  it('accepts payloads that were erased by rule, and misses those that just went', async () => {
    await append(happened('a', 'received', { name: 'x' }))
    await append(happened('b', 'received', { name: 'y' }))
    await office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) => erasePayloads(trx, scope('yanai'), happened('a')))
    await sequencer().run()
    expect(await verify()).toMatchObject({ ok: true, events: 3 })
    const owner = await db.owner()
    await owner.query('delete from office.event_payload')
    expect(await verify()).toMatchObject({
      ok: false,
      findings: [{ kind: 'payload-removed', streamId: 'b', number: 1 }],
    })
  })

  it('says that there is nothing, when there is nothing', async () => {
    expect(await verify()).toEqual({ ok: true, zone: 'office', cityId: 'yanai', events: 0, heads: 0, findings: [] })
  })
})

describe('proofs for one case', () => {
  it('show each event in the tree of the latest head', async () => {
    for (let i = 0; i < 13; i++) await append(happened(i % 3 === 0 ? 'mine' : `other${i}`))
    await sequencer().run()
    await append(happened('mine'))
    const proven = await proveEvents(office.db.city<unknown>('yanai'), office, 'yanai', 'case', 'mine')
    expect(proven.map((event) => event.proof)).toEqual(['proven', 'proven', 'proven', 'proven', 'proven', 'waiting'])
  })

  it('fail for the event that was changed, and for no other', async () => {
    for (let i = 0; i < 5; i++) await append(happened('mine'))
    await sequencer().run()
    const owner = await db.owner()
    await owner.query(`update office.event set actor_id = 'somebody else' where number = 3`)
    const proven = await proveEvents(office.db.city<unknown>('yanai'), office, 'yanai', 'case', 'mine')
    expect(proven.map((event) => event.proof)).toEqual(['proven', 'proven', 'broken', 'proven', 'proven'])
  })
})

describe('proofs over a damaged tree', () => {
  it('fail where a node is gone, and do not fail the page', async () => {
    for (let i = 0; i < 4; i++) await append(happened('mine'))
    await sequencer().run()
    const owner = await db.owner()
    await owner.query('delete from office.tree_node where level = 1 and index = 0')
    const proven = await proveEvents(office.db.city<unknown>('yanai'), office, 'yanai', 'case', 'mine')
    expect(proven.map((event) => event.proof)).toEqual(['proven', 'proven', 'broken', 'broken'])
  })
})

describe('a bundle', () => {
  async function bundleLines(): Promise<string[]> {
    for (let i = 0; i < 9; i++) {
      await append(happened(`s${i % 2}`, 'received', { i }))
      if (i % 3 === 2) await sequencer().run()
    }
    const lines: string[] = []
    await exportEvidence(office, 'yanai', at, async (line) => void lines.push(line.trimEnd()))
    return lines
  }
  const publicKeys = () => publicFile.parse(JSON.parse(exportPublicKeys(join(office.folder, 'keys'), 'office')))
  async function* of(lines: readonly string[]) {
    yield* lines
  }

  it('is proven offline, with nothing but the public keys', async () => {
    const lines = await bundleLines()
    expect(lines.join()).not.toContain('"box"')
    expect(await verifyBundle(of(lines), { publicKeys: publicKeys() })).toMatchObject({
      readable: true,
      verdict: { ok: true, events: 9, heads: 3 },
    })
  })

  it('shows every line that was dropped, doubled, exchanged or altered', async () => {
    const lines = await bundleLines()
    const check = async (changed: readonly string[]) => {
      const result = await verifyBundle(of(changed), { publicKeys: publicKeys() })
      return result.readable && result.verdict.ok
    }
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? ''
      expect(await check(lines.filter((_, at) => at !== i)), `dropped ${i}`).toBe(false)
      expect(await check(lines.flatMap((one, at) => (at === i ? [one, one] : [one]))), `doubled ${i}`).toBe(
        i === lines.length - 1,
      )
      const digit = line.search(/[0-9](?=[^"]*"[^"]*$)/)
      const altered = line.slice(0, digit) + (line[digit] === '1' ? '2' : '1') + line.slice(digit + 1)
      if (i > 0)
        expect(await check(lines.map((one, at) => (at === i ? altered : one))), `altered ${i}: ${altered}`).toBe(false)
      if (i > 0 && i + 1 < lines.length) {
        const swapped = [...lines]
        swapped[i] = lines[i + 1] ?? ''
        swapped[i + 1] = line
        expect(await check(swapped), `exchanged ${i}`).toBe(false)
      }
    }
  })
})
