import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testFolder } from '../../../test/support/folder.ts'
import {
  appliedMigrations,
  ChangedMigration,
  type Migration,
  migrate,
  NewerSchema,
  planMigrations,
  readMigrations,
} from './migrations.ts'

let db: TestDatabase
let owner: pg.Client
let prefix: string
beforeAll(async () => {
  db = await testDatabase()
  owner = await db.owner()
  prefix = db.server.naming.prefix
})
afterAll(() => db.close())

function migration(name: string, sql: string): Migration {
  return { name, sql, sha256: Buffer.from(sql).toString('hex').padEnd(64, '0').slice(0, 64) }
}

/** The zone's own migrations with some more behind them. */
function withMore(...more: readonly Migration[]): readonly Migration[] {
  return [...readMigrations('db/migrations', 'mynumber'), ...more]
}

describe('the migrations of a zone', () => {
  test('are the common ones and its own, in the order of their time stamps', () => {
    const folder = testFolder('migrations')
    for (const [name, part] of [
      ['20260102000000_b', 'common'],
      ['20260101000000_a', 'office'],
      ['20260103000000_c', 'internet'],
    ] as const) {
      mkdirSync(path.join(folder, part), { recursive: true })
      writeFileSync(path.join(folder, part, `${name}.sql`), 'select 1')
    }
    expect(readMigrations(folder, 'office').map((one) => one.name)).toEqual([
      '20260101000000_a.sql',
      '20260102000000_b.sql',
    ])
  })

  test('with a wrong name are refused', () => {
    const folder = testFolder('migrations')
    mkdirSync(path.join(folder, 'common'))
    writeFileSync(path.join(folder, 'common', 'add things.sql'), '')
    expect(() => readMigrations(folder, 'office')).toThrow(/add things.sql: the name must be/)
  })

  test('are applied once', async () => {
    expect(await migrate(owner, 'mynumber', withMore(), prefix)).toEqual([])
    const one = migration('29990101000000_one.sql', 'create table one (id int)')
    expect(await migrate(owner, 'mynumber', withMore(one), prefix)).toEqual([one.name])
    expect(await migrate(owner, 'mynumber', withMore(one), prefix)).toEqual([])
    await owner.query(`drop table mynumber.one; delete from mynumber.schema_migration where name = '${one.name}'`)
  })

  test('are applied once when two machines start together', async () => {
    const one = migration('29990101000001_together.sql', 'select pg_sleep(0.2); create table together (id int)')
    const other = await db.owner()
    const done = await Promise.all([
      migrate(owner, 'mynumber', withMore(one), prefix),
      migrate(other, 'mynumber', withMore(one), prefix),
    ])
    expect(done.flat()).toEqual([one.name])
    await owner.query(`drop table mynumber.together; delete from mynumber.schema_migration where name = '${one.name}'`)
  })

  test('that break leave nothing behind, and say which and where', async () => {
    const broken = migration('29990101000002_broken.sql', 'create table half (id int);\ncreate table half (id int);')
    await expect(migrate(owner, 'mynumber', withMore(broken), prefix)).rejects.toThrow(
      /29990101000002_broken.sql.*left nothing behind.*already exists/,
    )
    const { rows } = await owner.query(`select to_regclass('mynumber.half') as half`)
    expect(rows).toEqual([{ half: null }])
    expect((await appliedMigrations(owner, 'mynumber')).has(broken.name)).toBe(false)
  })
})

describe('a plan', () => {
  const known = [migration('20260101000000_a.sql', 'a'), migration('20260102000000_b.sql', 'b')]
  const applied = (...ones: readonly Migration[]): ReadonlyMap<string, string> =>
    new Map(ones.map((one) => [one.name, one.sha256]))

  test('names what is still to do, also between two that are done', () => {
    const third = migration('20260103000000_c.sql', 'c')
    expect(planMigrations('office', [...known, third], applied(...known))).toEqual([third])
    expect(planMigrations('office', [...known, third], applied(known[0] ?? third, third))).toEqual([known[1]])
  })

  test('refuses a schema that a newer program has changed', () => {
    const plan = (): unknown =>
      planMigrations('office', known, applied(...known, migration('20270101000000_later.sql', 'x')))
    expect(plan).toThrow(NewerSchema)
    expect(plan).toThrow(/newer version of this program \(20270101000000_later.sql\). Nothing was changed/)
  })

  test('refuses a migration that was changed after it was applied', () => {
    const plan = (): unknown =>
      planMigrations('office', [migration('20260101000000_a.sql', 'other')], applied(known[0] ?? migration('', '')))
    expect(plan).toThrow(ChangedMigration)
  })
})
