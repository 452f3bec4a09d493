import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import { sweepAll } from '../sweeping.ts'
import { residentSession, staffSession } from '../test-support/sessions.ts'
import { hashToken } from '../tokens.ts'
import { findSessionRow } from './store.ts'
import type { ResidentTables } from './tables.ts'

let db: TestDatabase
let services: TestServices<'internet'>
beforeAll(async () => {
  db = await testDatabase()
  services = testServices({ zone: 'internet', db })
})
afterAll(async () => {
  await db.close()
})

const yanai = () => services.db.city<ResidentTables>('yanai')
const hashOf = (cookie: string): Buffer => hashToken(cookie.slice(cookie.indexOf('=') + 1))

describe('resident_session(token_hash, at)', () => {
  it('finds the open session with its account’s box, and no other city’s', async () => {
    const { cookie, sessionId } = await residentSession(services, 'yanai', {
      assurance: 'contact',
      email: 'a@example.jp',
    })
    const now = services.clock.now()
    expect((await findSessionRow(yanai(), hashOf(cookie), now))?.session_id).toBe(sessionId)
    expect(await findSessionRow(services.db.city<ResidentTables>('mihon'), hashOf(cookie), now)).toBeUndefined()
  })

  it('becomes part of the query that calls it: index look-ups, no call of a function', async () => {
    const plan = await sql<{ 'QUERY PLAN': string }>`explain
      select d.id, s.* from (values (1)) d (id) left join resident_session(${hashToken('x')}, now()) s on true`.execute(
      yanai(),
    )
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).not.toContain('Function Scan')
    expect(text).toContain('portal_session')
  })

  it('has no session that is stronger than contact without an account', async () => {
    const insert =
      sql`insert into portal_session (token_hash, assurance, signed_in_at, idle_minutes, idle_ends_at, ends_at)
      values (${hashToken('y')}, 'jpki-auth', now(), 30, now(), now())`.execute(yanai())
    await expect(insert).rejects.toMatchObject({ code: '23514' })
  })
})

describe('what has done its work', () => {
  it('is swept away, city by city, and what is open stays', async () => {
    const open = await residentSession(services, 'yanai', { assurance: 'jpki-auth' })
    const old = await residentSession(services, 'mihon', { assurance: 'contact', email: 'b@example.jp' })
    services.clock.advance(33 * 3_600_000)
    const fresh = await residentSession(services, 'yanai', { assurance: 'contact', email: 'c@example.jp' })
    await sweepAll(services)
    const left = async (city: string): Promise<string[]> =>
      (await services.db.city<ResidentTables>(city).selectFrom('portal_session').select('id').execute()).map(
        (row) => row.id,
      )
    expect(await left('mihon')).not.toContain(old.sessionId)
    expect(await left('yanai')).not.toContain(open.sessionId)
    expect(await left('yanai')).toContain(fresh.sessionId)
  })

  it('keeps the waiting times of the office that still count', async () => {
    const office = testServices({ zone: 'office', db })
    const now = office.clock.now()
    const add = (name: string, next: Date) =>
      sql`insert into sign_in_throttle (bucket, failures, next_try_at, last_failure_at)
      values (${hashToken(name)}, 100, ${next}, ${new Date(now.getTime() - 2 * 24 * 3_600_000)})`.execute(
        office.db.city('yanai'),
      )
    await add('over', now)
    await add('closed', new Date('9999-01-01T00:00:00Z'))
    office.clock.advance(1000)
    await sweepAll(office)
    const left = await sql<{ n: number }>`select count(*)::int as n from sign_in_throttle`.execute(
      office.db.city('yanai'),
    )
    expect(left.rows[0]?.n).toBe(1)
    await expect(staffSession(office, 'yanai', 'NOBODY')).rejects.toThrow()
  })
})
