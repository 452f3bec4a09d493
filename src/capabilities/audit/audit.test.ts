import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { createSequencer } from '../../platform/evidence/sequencer.ts'
import { TestBrowser } from '../identity/test-support/browser.ts'
import { startTown, type TestTown } from '../identity/test-support/town.ts'
import { anchorAccess, audit, verifyAccess } from './index.ts'

describe('the anchors of the access log', () => {
  let db: TestDatabase
  let owner: pg.Client
  let office: ReturnType<typeof testServices<'office'>>
  beforeAll(async () => {
    db = await testDatabase()
    owner = await db.owner()
    office = testServices({ zone: 'office', db })
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    await owner.query(
      `truncate office.case_access; truncate office.event cascade; truncate office.event_pending, office.event_leaf, office.tree_head, office.tree_node`,
    )
    // Ids have gaps in life, and something could be put into one.
    await owner.query(`select nextval(pg_get_serial_sequence('office.case_access', 'id'))`)
    for (let i = 0; i < 6; i++) {
      await look()
      office.clock.advance(20_000)
      if (i % 2 === 1) await anchorAccess(office, 'yanai')
    }
    office.clock.advance(60_000)
    await anchorAccess(office, 'yanai')
  })
  const yanai = () => office.db.city<OfficeDb>('yanai')
  const look = () =>
    yanai()
      .insertInto('case_access')
      .values({
        at: office.clock.now(),
        staff_id: randomUUID(),
        purpose: 'case',
        case_ids: [randomUUID()],
        case_count: 1,
        request_id: null,
      })
      .execute()

  it('hold when nothing was changed, for looks since then too', async () => {
    await look()
    expect(await verifyAccess(yanai())).toEqual([])
    expect(await anchorAccess(office, 'yanai')).toBe(0)
  })

  it('cannot be circumvented by the city: looks are only ever added', async () => {
    await expect(yanai().deleteFrom('case_access').execute()).rejects.toThrow(/permission denied/)
    await expect(yanai().updateTable('case_access').set({ case_count: 0 }).execute()).rejects.toThrow(
      /permission denied/,
    )
  })

  it.each([
    [
      'rows-changed',
      `update office.case_access set purpose = 'queue' where id = (select max(id) - 2 from office.case_access)`,
    ],
    [
      'rows-changed',
      `update office.case_access set at = at + interval '1 microsecond' where id = (select min(id) from office.case_access)`,
    ],
    ['rows-missing', 'delete from office.case_access where id = (select max(id) - 1 from office.case_access)'],
    ['rows-missing', 'delete from office.case_access'],
    [
      'rows-added',
      `insert into office.case_access (tenant_id, id, at, staff_id, purpose, case_count) overriding system value
      select tenant_id, id - 1, at, staff_id, purpose, 1 from office.case_access order by id limit 1`,
    ],
    ['anchor-gap', `delete from office.event where stream = 'access' and number = 2`],
  ])('show %s after: %s', async (kind, edit) => {
    await owner.query('set session_replication_role = replica')
    await owner.query(edit)
    await owner.query('set session_replication_role = origin')
    expect((await verifyAccess(yanai())).map((finding) => finding.kind)).toContain(kind)
  })
})

describe('the audit page', () => {
  let town: TestTown
  const etou = new TestBrowser()
  beforeAll(async () => {
    town = await startTown({ extra: [audit] })
    await enter(etou, 'S004')
  })
  afterAll(() => town.close())
  const enter = async (browser: TestBrowser, person: string) => {
    await browser.submit(await browser.get(town.url('office', '/sign-in')), { person }, '/sign-in/demo')
  }
  const look = (staffNumber: string, purpose: 'case' | 'queue') =>
    town.office.db
      .city<OfficeDb>('yanai')
      .insertInto('case_access')
      .columns(['at', 'staff_id', 'purpose', 'case_count'])
      .expression((eb) =>
        eb
          .selectFrom('staff_member')
          .select([eb.val(town.office.clock.now()).as('at'), 'id', eb.val(purpose).as('purpose'), eb.val(3).as('n')])
          .where('staff_number', '=', staffNumber),
      )
      .execute()
  const sequencer = () => createSequencer(town.office, { witness: { folder: town.office.config.evidenceDir } })

  it('is for those who audit: others are refused, strangers sign in first', async () => {
    const clerk = new TestBrowser()
    await enter(clerk, 'S001')
    expect((await clerk.get(town.url('office', '/audit'))).status).toBe(403)
    expect((await new TestBrowser().get(town.url('office', '/audit'))).url).toContain('/sign-in')
  })

  it('lists who looked at what, narrowed by person and period, and records that it was looked at', async () => {
    await look('S001', 'case')
    await look('S002', 'queue')
    const all = await etou.get(town.url('office', '/audit'))
    expect(all.text).toContain('案件の画面')
    expect(all.text).toContain('（S002）')
    const one = await etou.get(town.url('office', '/audit?staff=%EF%BC%B3001'))
    expect(one.text).toContain('（S001）')
    expect(one.text).not.toContain('（S002）')
    expect((await etou.get(town.url('office', '/audit?from=2030-01-01'))).text).toContain('当てはまる記録はありません')
    const events = await town.office.db
      .city<OfficeDb>('yanai')
      .selectFrom('event')
      .select('codes')
      .where('stream_id', '=', 'access-log')
      .execute()
    expect(events).toHaveLength(3)
  })

  it('keeps what was typed when a day is none', async () => {
    const page = await etou.get(town.url('office', '/audit?from=2026-02-31&staff=S001'))
    expect(page.status).toBe(422)
    expect(page.text).toContain('日付は 2026-11-24 のように入れてください')
    expect(page.text).toContain('value="2026-02-31"')
  })

  it('proves that nothing was changed, and shows where when something was', async () => {
    await sequencer().run()
    const good = await waitFor(
      await etou.submit(await etou.get(town.url('office', '/audit')), {}, '/audit/verification'),
    )
    expect(good).toContain('改ざんはありません')
    const client = await connectAsOwner()
    await client.query(
      `update office.event set actor_id = 'somebody' where stream = 'audit' and number = 1 and stream_id = 'access-log'`,
    )
    await client.end()
    const bad = await waitFor(
      await etou.submit(await etou.get(town.url('office', '/audit')), {}, '/audit/verification'),
    )
    expect(bad).toContain('合わない記録があります')
    expect(bad).toContain('証跡が書き換えられています')
    expect(bad).toContain('audit access-log 第1号')
  })

  it('shows what is stuck between the zones, and lets it go on', async () => {
    const envelope = randomUUID()
    const city = town.office.db.city<OfficeDb>('yanai')
    await city
      .insertInto('relay_inbox')
      .values({
        envelope_id: envelope,
        from_zone: 'internet',
        kind: 'submission',
        order_key: 'IN-R8-000007-1',
        header: '{}',
        key_id: 'k',
        signature: Buffer.from('s'),
        sealed: Buffer.from('x'),
        attempts: 5,
        parked_at: town.office.clock.now(),
        fault: 'TypeError',
      })
      .execute()
    const page = await etou.get(town.url('office', '/audit'))
    expect(page.text).toContain('止まっている連携')
    expect(page.text).toContain('IN-R8-000007-1')
    const after = await etou.submit(page, {}, '/audit/relay')
    expect(after.text).not.toContain('止まっている連携')
    expect(await city.selectFrom('relay_inbox').select(['parked_at', 'attempts']).executeTakeFirst()).toEqual({
      parked_at: null,
      attempts: 0,
    })
  })

  it('starts no check for a form from elsewhere', async () => {
    expect((await etou.post(town.url('office', '/audit/verification'), { csrf: 'x' })).status).toBe(403)
  })

  async function waitFor(first: { text: string }): Promise<string> {
    let { text } = first
    for (let i = 0; i < 100 && text.includes('確かめています'); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      text = (await etou.get(town.url('office', '/audit/verification'))).text
    }
    return text
  }

  async function connectAsOwner(): Promise<pg.Client> {
    const server = inject('testServer')
    if ('problem' in server) throw new Error(server.problem)
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      town.office.db.city('yanai'),
    )
    const { host, port, user, password } = server.address
    const client = new pg.Client({ host, port, user, password, database: rows[0]?.name })
    await client.connect()
    return client
  }
})
