import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { valueParsers } from '../database/value-parsers.ts'
import { appendEvent } from './append-event.ts'
import type { TreeHead } from './entry.ts'
import { createSequencer } from './sequencer.ts'
import { findLatestHead } from './store.ts'
import { testZone } from './test-zone.ts'
import type { Verdict } from './verify.ts'
import { verifyWithin } from './verify-database.ts'

/** Somebody with every right on the database edits the evidence, once, anywhere. A seed is printed when one slips by. */

const EVENTS = 60
let db: TestDatabase
let office: ReturnType<typeof testZone>
let owner: Kysely<unknown>
let latest: TreeHead | undefined

beforeAll(async () => {
  db = await testDatabase()
  office = testZone('office', db.zone('office'))
  const sequencer = createSequencer(office)
  for (let i = 0; i < EVENTS; i++) {
    await office.db
      .city<unknown>('yanai')
      .transaction()
      .execute((trx) =>
        appendEvent(
          trx,
          { keys: office.keys, cityId: 'yanai' },
          {
            stream: 'case',
            streamId: `case-${i % 11}`,
            type: ['received', 'reviewed', 'proposed'][i % 3] ?? 'received',
            actor: { kind: 'staff', id: `staff-${i % 4}`, ...(i % 5 === 0 ? { role: 'clerk' } : {}) },
            at: new Date(Date.UTC(2026, 10, 22, 0, i)),
            codes: { step: i },
            ...(i % 2 === 0 ? { payload: { note: `内容 ${i}` } } : {}),
          },
        ),
      )
    if (i % 7 === 6 || i === EVENTS - 1) await sequencer.run()
  }
  const { host, port, user, password, database } = db.address
  owner = new Kysely({
    dialect: new PostgresDialect({
      pool: new pg.Pool({ host, port, user, password, database, max: 1, types: valueParsers }),
    }),
  })
  latest = await findLatestHead(office.db.city<unknown>('yanai'))
})
afterAll(async () => {
  await owner.destroy()
  await db.close()
  office.remove()
})

/** Runs the edit as the owner, looks as the city, and undoes everything. */
async function verdictAfter(edit: string): Promise<Verdict> {
  let verdict: Verdict | undefined
  const undo = new Error('undo')
  await owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      await sql`set local search_path = office`.execute(trx)
      await sql.raw(edit).execute(trx)
      await sql`set local role ${sql.id(`${db.server.naming.prefix}_office_yanai`)}`.execute(trx)
      verdict = await verifyWithin(trx, office, 'yanai', { knownHeads: latest === undefined ? [] : [latest] })
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  if (verdict === undefined) throw new Error('no verdict')
  return verdict
}

/** mulberry32: small, seeded, the same everywhere. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

type Edit = (pick: (below: number) => number) => string

const eventAt = (position: number) =>
  `(stream, stream_id, number) = (select stream, stream_id, number from event_leaf where position = ${position})`
const headAt = (k: number) => `size = (select size from tree_head order by size offset ${k} limit 1)`
const flipped = (column: string, k: number) =>
  `set_byte(${column}, ${k} % length(${column}), get_byte(${column}, ${k} % length(${column})) # ${1 << (k % 8)})`

const edits: Readonly<Record<string, Edit>> = {
  'changes a column of an event': (pick) => {
    const change = [
      `type = type || 'x'`,
      `actor_id = 'staff-99'`,
      `actor_kind = 'system'`,
      `actor_role = coalesce(actor_role || '2', 'chief')`,
      `actor_on_behalf_of = 'somebody'`,
      `at = at + interval '1 microsecond'`,
      `recorded_at = recorded_at - interval '1 day'`,
      `codes = jsonb_set(codes, '{step}', '-1')`,
      `codes = codes || '{"more": true}'`,
      `payload_hash = case when payload_hash is null then sha256('x') end`,
      `number = number + 100`,
      `stream_id = stream_id || 'x'`,
    ]
    return `update event set ${change[pick(change.length)]} where ${eventAt(pick(EVENTS))}`
  },
  'removes an event': (pick) => `delete from event where ${eventAt(pick(EVENTS))}`,
  'removes an event with its leaf and payload': (pick) => {
    const at = pick(EVENTS)
    return `delete from event_payload where ${eventAt(at)}; delete from event where ${eventAt(at)}; delete from event_leaf where position = ${at}`
  },
  'puts an event in': (pick) =>
    `insert into event select tenant_id, stream, stream_id, number + 50, type, actor_kind, actor_id, actor_on_behalf_of, actor_role, at, recorded_at, codes, null from event where ${eventAt(pick(EVENTS))}`,
  'puts an event in with a leaf at the end': (pick) =>
    `insert into event select tenant_id, stream, stream_id, number + 50, type, actor_kind, actor_id, actor_on_behalf_of, actor_role, at, recorded_at, codes, null from event where ${eventAt(pick(EVENTS))};
     insert into event_leaf select tenant_id, ${EVENTS}, stream, stream_id, number, sha256('x') from event where number > 50`,
  'exchanges two leaves': (pick) => {
    const a = pick(EVENTS)
    const b = (a + 1 + pick(EVENTS - 1)) % EVENTS
    return `update event_leaf set position = 1000 where position = ${a}; update event_leaf set position = ${a} where position = ${b}; update event_leaf set position = ${b} where position = 1000`
  },
  'exchanges two events of a case': (pick) => {
    const id = `case-${pick(11)}`
    return `update event set number = number + 100 where stream_id = '${id}' and number <= 2; update event set number = 1203 - number where stream_id = '${id}' and number > 100; update event set number = number - 1100 where stream_id = '${id}' and number > 100`
  },
  'changes a leaf': (pick) =>
    `update event_leaf set hash = ${flipped('hash', pick(32))} where position = ${pick(EVENTS)}`,
  'removes a leaf': (pick) => `delete from event_leaf where position = ${pick(EVENTS)}`,
  'moves all later leaves': (pick) =>
    `update event_leaf set position = position + 1000 where position >= ${pick(EVENTS)}; update event_leaf set position = position - 999 where position >= 1000`,
  'changes a head': (pick) => {
    const change = [
      `root = ${flipped('root', pick(32))}`,
      `signature = ${flipped('signature', pick(64))}`,
      `at = at + interval '1 second'`,
      `key_id = '00000001'`,
      `previous_size = case when previous_size = 0 then 1 else previous_size - 1 end`,
    ]
    return `update tree_head set ${change[pick(change.length)]} where ${headAt(pick(9))}`
  },
  'removes a head': (pick) => `delete from tree_head where ${headAt(pick(9))}`,
  'cuts the end off, heads and all': (pick) => {
    const cut = 1 + pick(8)
    return `create temp table cut on commit drop as select size from tree_head order by size offset ${cut - 1} limit 1;
      delete from event_payload p using event_leaf l where (p.stream, p.stream_id, p.number) = (l.stream, l.stream_id, l.number) and l.position >= (select size from cut);
      delete from event e using event_leaf l where (e.stream, e.stream_id, e.number) = (l.stream, l.stream_id, l.number) and l.position >= (select size from cut);
      delete from event_leaf where position >= (select size from cut); delete from tree_head where size > (select size from cut);
      delete from tree_node where (index + 1) * (2 ^ level) > (select size from cut)`
  },
  'brings back the empty beginning': () =>
    'delete from event_payload; delete from event; delete from event_leaf; delete from tree_node; delete from tree_head',
  'changes a payload': (pick) =>
    `update event_payload set box = ${flipped('box', pick(60))} where ${eventAt(2 * pick(EVENTS / 2))}`,
  'exchanges two payloads': (pick) => {
    const a = 2 * pick(EVENTS / 2)
    const b = (a + 2 * (1 + pick(EVENTS / 2 - 1))) % EVENTS
    return `update event_payload p set box = o.box from event_payload o where p.${eventAt(a).replaceAll('(stream, stream_id, number) =', 'number > 0 and (p.stream, p.stream_id, p.number) =')}
      and (o.stream, o.stream_id, o.number) = (select stream, stream_id, number from event_leaf where position = ${b})`
  },
  'removes a payload': (pick) => `delete from event_payload where ${eventAt(2 * pick(EVENTS / 2))}`,
  'changes an inner node': (pick) =>
    `update tree_node set hash = ${flipped('hash', pick(32))} where (level, index) = (select level, index from tree_node order by level, index offset ${pick(50)} limit 1)`,
  'removes an inner node': (pick) =>
    `delete from tree_node where (level, index) = (select level, index from tree_node order by level, index offset ${pick(50)} limit 1)`,
  'hands a case to another city': (pick) => `update event set tenant_id = 'mihon' where stream_id = 'case-${pick(11)}'`,
  'leaves an event waiting for ever': (pick) =>
    `insert into event_pending (tenant_id, stream, stream_id, number) select tenant_id, stream, stream_id, number from event where ${eventAt(pick(EVENTS))}`,
}

describe('a superuser who edits the evidence', () => {
  it('control: without an edit, and with one undone, everything holds', async () => {
    const whole = { ok: true, events: EVENTS, heads: 9, findings: [] }
    expect(await verdictAfter('select 1')).toMatchObject(whole)
    expect(await verdictAfter(`update event set type = 'x' where ${eventAt(5)}`)).toMatchObject({ ok: false })
    expect(await verdictAfter('select 1')).toMatchObject(whole)
  })

  it('control: a verifier that forgets one comparison lets its edit pass', async () => {
    // Without a head from outside, a clean roll-back to an older state cannot be seen: this is what the witness is for.
    const remembered = latest
    latest = undefined
    expect(await verdictAfter(edits['cuts the end off, heads and all']?.(random(1)) ?? '')).toMatchObject({ ok: true })
    latest = remembered
    expect(await verdictAfter(edits['cuts the end off, heads and all']?.(random(1)) ?? '')).toMatchObject({ ok: false })
  })

  it('is found out 1,000 times of 1,000, and the place is named', { timeout: 180_000 }, async () => {
    const kinds = Object.entries(edits)
    const missed: string[] = []
    for (let seed = 1; seed <= 1000; seed++) {
      const pick = random(seed)
      const [name, edit] = kinds[seed % kinds.length] ?? ['none', () => 'select 1']
      const text = edit(pick)
      const verdict = await verdictAfter(text)
      const placed = verdict.findings.every(
        (finding) => finding.positions !== undefined || finding.streamId !== undefined,
      )
      if (verdict.ok || !placed) missed.push(`seed ${seed}: ${name}: ${text}`)
    }
    expect(missed).toEqual([])
  })

  it.each([
    [`update event set actor_id = 'x' where ${eventAt(17)}`, 'event-changed', [17, 18]],
    [`delete from event where ${eventAt(17)}`, 'event-removed', [17, 18]],
    ['delete from event_leaf where position = 17', 'leaf-removed', [17, 18]],
    [`update tree_head set root = sha256('x') where size = 21`, 'head-forged', [14, 21]],
    ['delete from tree_head where size = 21', 'head-removed', [14, 28]],
    [`update event_payload set box = 'x' where ${eventAt(16)}`, 'payload-changed', [16, 17]],
  ])('shows the place: %s', async (edit, kind, positions) => {
    expect((await verdictAfter(edit)).findings).toContainEqual(expect.objectContaining({ kind, positions }))
  })
})
