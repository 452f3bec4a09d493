import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { zones } from '../zone.ts'
import { findTenancyFaults } from './tenancy-check.ts'

interface Sample {
  wall_sample: { tenant_id: string; id: number; note: string }
}

let db: TestDatabase
let owner: pg.Client
let prefix: string
beforeAll(async () => {
  db = await testDatabase()
  owner = await db.owner()
  prefix = db.server.naming.prefix
  await owner.query(
    `select set_config('search_path', 'internet', false), set_config('yanagi.role_prefix', $1, false)`,
    [prefix],
  )
  await owner.query(`create table wall_sample (tenant_id text not null default current_tenant(), id int not null, note text not null, primary key (tenant_id, id));
    select enforce_tenancy('wall_sample')`)
  await owner.query(`create view wall_view with (security_invoker = true) as select * from wall_sample`)
  await owner.query(`grant select on wall_view to ${prefix}_internet_app`)
  for (const city of ['yanai', 'mihon']) {
    await internet(city)
      .insertInto('wall_sample')
      .values({ id: 1, note: `of ${city}` } as Sample['wall_sample'])
      .execute()
  }
})
afterAll(() => db.close())

function internet(city: string): Kysely<Sample> {
  return db.zone('internet').city<Sample>(city)
}

/** The notes that a statement brings to light, whatever it does before. */
async function seen(city: string, ...statements: string[]): Promise<string[]> {
  return internet(city)
    .connection()
    .execute(async (connection) => {
      for (const statement of statements.slice(0, -1)) await sql.raw(statement).execute(connection)
      const { rows } = await sql<{ note: string }>`${sql.raw(statements.at(-1) ?? '')}`.execute(connection)
      return rows.map((row) => row.note)
    })
}

describe('every table and role', () => {
  test.each(zones)('of the zone %s stands behind the wall', async (zone) => {
    expect(await findTenancyFaults(owner, zone, prefix)).toEqual([])
  })

  test.each(zones)('of the zone %s that holds tenants is found by the enumeration', async (zone) => {
    const { rows } = await owner.query(
      `select from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = $1::regnamespace`,
      [zone],
    )
    const tenantTables = await owner.query(
      `select from information_schema.columns where table_schema = $1 and column_name = 'tenant_id' and table_name <> 'wall_view'`,
      [zone],
    )
    expect(rows.length).toBe(tenantTables.rows.length * 2)
    expect(rows.length).toBeGreaterThan(0)
  })
})

describe('the enumeration notices (controls)', () => {
  const app = '$APP$'
  test.each([
    [
      'a table whose policy was switched off',
      'alter table wall_sample disable row level security',
      'row level security is off',
    ],
    ['a table that is not forced', 'alter table wall_sample no force row level security', 'is not forced'],
    [
      'a table without policies',
      `create table bare (tenant_id text primary key); grant select on bare to ${app}`,
      'the policy "city" is missing',
    ],
    ['a policy that lets everybody in', 'create policy open on wall_sample using (true)', 'nobody agreed on'],
    ['a policy that was loosened', 'alter policy city on wall_sample using (true)', 'is not the agreed one'],
    ['a policy given to everybody', 'alter policy system on wall_sample to public', 'is not the agreed one'],
    [
      'a key that does not begin with the tenant',
      `create table odd (id int primary key, tenant_id text not null); select enforce_tenancy('odd')`,
      'not first in the primary key',
    ],
    ['a view with the rights of its owner', 'create view leak as select * from wall_sample', 'security_invoker is off'],
    ['a materialised view', 'create materialized view leak as select 1 as x', 'materialised view'],
    [
      'a function with the rights of its owner',
      `create function leak() returns int language sql security definer as 'select 1'`,
      'security definer',
    ],
    ['a right for everybody', 'grant select on wall_sample to public', 'everybody has rights'],
    ['a role that steps over policies', `alter role ${app.replace('$APP$', '$CITY$')} bypassrls`, 'may step over'],
    [
      'a role that owns something',
      `create table owned (tenant_id text primary key); alter table owned owner to $CITY$`,
      'owns something',
    ],
    ['a role that was put into another group', 'grant pg_read_all_data to $CITY$', 'is a member of pg_read_all_data'],
  ])('%s', async (_what, statement, fault) => {
    await owner.query('begin')
    try {
      await owner.query(
        statement.replaceAll('$APP$', `${prefix}_internet_app`).replaceAll('$CITY$', `${prefix}_internet_yanai`),
      )
      const faults = await findTenancyFaults(owner, 'internet', prefix)
      expect(faults.map((one) => one.fault).join('\n')).toContain(fault)
    } finally {
      await owner.query('rollback')
    }
  })
})

describe('a connection of one city', () => {
  test('is that city', async () => {
    expect(await seen('yanai', 'select current_tenant() as note')).toEqual(['yanai'])
  })

  test.each([
    ['a missing where', ['select note from wall_sample']],
    ['a where for the other city', [`select note from wall_sample where tenant_id = 'mihon' or true`]],
    [
      'an injected setting of the program',
      [`select set_config('yanagi.tenant', 'mihon', false)`, 'select note from wall_sample'],
    ],
    ['an injected role of nobody', [`select set_config('role', 'none', false)`, 'select note from wall_sample']],
    [
      'an injected search path',
      [`set search_path = pg_temp, public, internet`, 'select note from internet.wall_sample'],
    ],
    ['a view', ['select note from wall_view']],
    [
      'a subquery of statistics',
      [
        `select unnest(most_common_vals::text::text[]) as note from pg_stats where tablename = 'wall_sample' and attname = 'note' union all select note from wall_sample`,
      ],
    ],
  ])('sees its own rows only, with %s', async (_what, statements) => {
    expect(await seen('yanai', ...statements)).toEqual(['of yanai'])
  })

  test.each([
    ['take the role of another city', 'set role $P$_internet_mihon'],
    ['take the role of the system', 'set role $P$_internet_system'],
    ['become another user', 'set session authorization $P$_internet_mihon'],
    ['become another user by a setting', `select set_config('role', '$P$_internet_mihon', false)`],
    ['switch row level security off', 'alter table wall_sample disable row level security'],
    ['drop a policy', 'drop policy city on wall_sample'],
    [
      'replace the function that knows the tenant',
      `create or replace function current_tenant() returns text language sql as $f$ select 'mihon' $f$`,
    ],
    ['put a table before ours', 'create temporary table wall_sample (note text)'],
    ['put a function into our schema', `create function internet.note() returns int language sql as 'select 1'`],
    ['empty a table', 'truncate wall_sample'],
    ['write a row for another city', `insert into wall_sample (tenant_id, id, note) values ('mihon', 9, 'forged')`],
    ['hand a row to another city', `update wall_sample set tenant_id = 'mihon'`],
    ['read another zone', 'select note from office.schema_migration'],
    ['read what the owner keeps', 'select name as note from internet.schema_migration'],
    ['read passwords', 'select passwd as note from pg_shadow'],
    ['read a file of the server', `select pg_read_file('PG_VERSION') as note`],
    ['run a program on the server', `copy wall_sample from program 'id'`],
    ['call what only migrations may', `select enforce_tenancy('wall_sample')`],
  ])(
    'may not %s',
    async (_what, statement) =>
      await expect(seen('yanai', statement.replaceAll('$P$', prefix))).rejects.toThrow(
        /permission denied|row-level security|must be (?:owner|superuser)|not permitted/,
      ),
  )

  test('does not change rows of another city by a missing where', async () => {
    await sql`update wall_sample set note = note || '!'`.execute(internet('yanai'))
    await sql`delete from wall_sample where note like '%mihon%'`.execute(internet('yanai'))
    expect(await seen('mihon', 'select note from wall_sample')).toEqual(['of mihon'])
    await sql`update wall_sample set note = 'of yanai'`.execute(internet('yanai'))
  })

  test('that was reset is the same city, and in the group role it is no city at all', async () => {
    expect(
      await seen(
        'yanai',
        'reset role',
        'reset all',
        'reset session authorization',
        'select note from internet.wall_sample',
      ),
    ).toEqual(['of yanai'])
    // Before PostgreSQL 16 a member may turn into its group; the group has no tenant and so sees nothing.
    const inGroup = internet('yanai')
      .transaction()
      .execute(async (trx) => {
        await sql.raw(`set local role ${prefix}_internet_app`).execute(trx)
        return (await sql`select note from wall_sample`.execute(trx)).rows
      })
    expect(await inGroup.catch((error: Error) => error.message)).toSatisfy(
      (found: unknown[] | string) => found.length === 0 || /permission denied to set role/.test(String(found)),
    )
  })

  test('is never handed to another city, however many ask at once', async () => {
    const asked = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 'yanai' : 'mihon'))
    const found = await Promise.all(asked.map((city) => seen(city, 'select note from wall_sample')))
    expect(found.flat()).toEqual(asked.map((city) => `of ${city}`))
  })

  test('would see everything if the policy were off (control)', async () => {
    await owner.query('alter table internet.wall_sample disable row level security')
    try {
      expect((await seen('yanai', 'select note from wall_sample')).sort()).toEqual(['of mihon', 'of yanai'])
    } finally {
      await owner.query('alter table internet.wall_sample enable row level security')
    }
  })
})

describe('the system role', () => {
  test('sees all cities, by name and with a reason', async () => {
    const { rows } = await sql<{ note: string }>`select note from wall_sample order by note`.execute(
      db.zone('internet').system('test'),
    )
    expect(rows.map((row) => row.note)).toEqual(['of mihon', 'of yanai'])
  })

  test('has no tenant of its own: a row without one is refused', async () => {
    await expect(
      sql`insert into wall_sample (id, note) values (7, 'nobody')`.execute(db.zone('internet').system('test')),
    ).rejects.toThrow(/null value/)
  })

  test('is not the name of a city', () => {
    expect(() => db.zone('internet').city('system')).toThrow('Not the id of a city')
    expect(() => db.zone('internet').city('app')).toThrow('Not the id of a city')
    expect(() => db.zone('internet').city('yanai; drop')).toThrow('Not the id of a city')
  })
})
