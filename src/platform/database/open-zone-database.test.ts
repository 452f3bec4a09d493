import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { quietLogger } from '../log/quiet-logger.ts'
import { openZoneDatabase } from './open-zone-database.ts'
import { connectAsOwner } from './prepare.ts'
import { ensureRoles } from './roles.ts'
import { parseDatabaseUrl } from './server-address.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

async function connectedRoles(): Promise<string[]> {
  const owner = await connectAsOwner(db.address)
  const { rows } = await owner.query<{ role: string }>(
    `select distinct usename::text as role from pg_stat_activity where datname = current_database() and application_name = 'yanagi office' order by 1`,
  )
  await owner.end()
  return rows.map((row) => row.role.split('_').at(-1) ?? '')
}

function office(maxPools: number) {
  return openZoneDatabase({
    zone: 'office',
    address: db.address,
    naming: db.server.naming,
    log: quietLogger,
    poolSize: 2,
    maxPools,
  })
}

describe('the pools of a zone', () => {
  test('are closed when too many cities are connected, the one unused longest first, and come back when asked', async () => {
    const cities = ['yanai', 'mihon', 'third']
    await ensureRoles(await db.owner(), 'office', cities, db.server.naming)
    const open = office(2)
    const ask = async (city: string): Promise<string> =>
      (await sql<{ tenant: string }>`select current_tenant() as tenant`.execute(open.city(city))).rows[0]?.tenant ?? ''
    for (const city of cities) expect(await ask(city)).toBe(city)
    await expect.poll(connectedRoles).toEqual(['mihon', 'third'])
    expect(await ask('yanai')).toBe('yanai')
    await expect.poll(connectedRoles).toEqual(['third', 'yanai'])
    await open.close()
    const owner = await db.owner()
    await owner.query(`drop role ${db.server.naming.prefix}_office_third`)
  })

  test('leave one connection beside them, which answers while transactions hold all others', async () => {
    const open = office(2)
    const db = open.city<unknown>('yanai')
    const answers = await Promise.all(
      [1, 2].map(() =>
        db.transaction().execute(async (trx) => {
          await sql`select 1`.execute(trx)
          const beside = await sql<{ tenant: string }>`select current_tenant() as tenant`.execute(open.aside('yanai'))
          return beside.rows[0]?.tenant
        }),
      ),
    )
    expect(answers).toEqual(['yanai', 'yanai'])
    await open.close()
  })

  test('of a city that is at work are never closed under it', async () => {
    const open = office(1)
    const result = await open
      .city<unknown>('yanai')
      .transaction()
      .execute(async (trx) => {
        await sql`select 1`.execute(open.city('mihon'))
        return (await sql<{ tenant: string }>`select current_tenant() as tenant`.execute(trx)).rows[0]?.tenant
      })
    expect(result).toBe('yanai')
    await open.close()
  })

  test('hold no more connections than they may, however many ask', async () => {
    const open = office(4)
    const used = await Promise.all(
      Array.from(
        { length: 30 },
        async () =>
          (await sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.01)`.execute(open.city('yanai')))
            .rows[0]?.pid,
      ),
    )
    expect(new Set(used).size).toBeLessThanOrEqual(2)
    await open.close()
  })

  test('end a statement that runs too long, and the connection lives on', async () => {
    const open = office(4)
    await open
      .city<unknown>('yanai')
      .connection()
      .execute(async (connection) => {
        await sql`set statement_timeout = '50ms'`.execute(connection)
        await expect(sql`select pg_sleep(5)`.execute(connection)).rejects.toMatchObject({ code: '57014' })
        await sql`reset statement_timeout`.execute(connection)
        const { rows } = await sql<{ timeout: string }>`select current_setting('statement_timeout') as timeout`.execute(
          connection,
        )
        expect(rows).toEqual([{ timeout: '30s' }])
      })
    await open.close()
  })
})

describe('values from the database', () => {
  test('a day stays a day, a bigint is a number, a moment a Date, and what is too large is refused', async () => {
    const city = db.zone('office').city<unknown>('yanai')
    const { rows } =
      await sql`select date '2026-11-24' as day, 42::bigint as big, timestamptz '2026-11-24 10:00+09' as moment, array[1,2]::bigint[] as list, array['2026-11-24']::date[] as days, array[1.50] as amounts, 1.50::numeric as exact`.execute(
        city,
      )
    expect(rows).toEqual([
      {
        day: '2026-11-24',
        big: 42,
        moment: new Date('2026-11-24T01:00:00Z'),
        list: [1, 2],
        days: ['2026-11-24'],
        amounts: ['1.50'],
        exact: '1.50',
      },
    ])
    await expect(sql`select 9007199254740993::bigint as big`.execute(city)).rejects.toThrow(/beyond 2\^53/)
  })
})

describe('the address of a server', () => {
  test.each([
    [
      'postgres://u:p%40ss@db.example:5433/hall',
      { host: 'db.example', port: 5433, user: 'u', password: 'p@ss', database: 'hall', tls: false },
    ],
    [
      'postgresql://u@h/d?sslmode=verify-full',
      { host: 'h', port: 5432, user: 'u', password: '', database: 'd', tls: true },
    ],
    [
      'postgres://u:p@/d?host=/run/postgresql',
      { host: '/run/postgresql', port: 5432, user: 'u', password: 'p', database: 'd', tls: false },
    ],
  ])('%s', (text, expected) => {
    expect(parseDatabaseUrl(text)).toEqual(expected)
  })

  test('of another kind of database is refused', () => {
    expect(() => parseDatabaseUrl('mysql://h/d')).toThrow('postgres://')
  })
})
