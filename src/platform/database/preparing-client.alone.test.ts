import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { PreparingClient } from './preparing-client.ts'

let db: TestDatabase
let client: pg.Client
beforeAll(async () => {
  db = await testDatabase()
  const { host, port, user, password, database } = db.address
  client = new PreparingClient({ host, port, user, password, database })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await db.close()
})

const prepared = async (like: string): Promise<number> =>
  (await client.query('select from pg_prepared_statements where statement like $1', [`%${like}%`])).rowCount ?? 0

describe('a statement', () => {
  test('is prepared when it comes again and again, with whatever values', async () => {
    const text = 'select $1::int + 1 as again_and_again'
    for (const value of [1, 2]) await client.query(text, [value])
    expect(await prepared('again_and_again')).toBe(0)
    for (const value of [1, 2, 3, null])
      expect((await client.query(text, [value])).rows).toEqual([{ again_and_again: value === null ? null : value + 1 }])
    expect(await prepared('again_and_again')).toBe(1)
  })

  test('without values is left alone', async () => {
    for (let n = 0; n < 6; n += 1) await client.query('select 1 as plain_text')
    expect(await prepared('plain_text')).toBe(0)
  })

  test('that fails leaves the connection fit, and its error tells', async () => {
    const text = 'select 1 / $1::int as divided'
    for (let n = 0; n < 5; n += 1) await expect(client.query(text, [0])).rejects.toMatchObject({ code: '22012' })
    expect((await client.query(text, [1])).rows).toEqual([{ divided: 1 }])
  })

  test('on a table that a migration has changed fails once at most', async () => {
    await client.query('create temporary table changing (a int)')
    const text = 'select * from changing where a is not distinct from $1::int'
    for (let n = 0; n < 6; n += 1) await client.query(text, [n])
    await client.query('alter table changing add column b int')
    await client.query(text, [1]).catch((error: unknown) => expect(error).toMatchObject({ code: '0A000' }))
    await client.query('insert into changing values (7, 8)')
    expect((await client.query(text, [7])).rows).toEqual([{ a: 7, b: 8 }])
  })

  test('that copies is answered with the very bytes, however many; one that fails leaves the connection fit', async () => {
    const asked = (text: string) => client.query(text, []) as unknown as Promise<{ rows: { bytes: Buffer }[] }>
    const many = await asked(`copy (select repeat('柳', n), n from generate_series(1, 900) n) to stdout`)
    const lines = Array.from({ length: 900 }, (_, at) => `${'柳'.repeat(at + 1)}\t${at + 1}\n`)
    expect(many.rows[0]?.bytes.equals(Buffer.from(lines.join('')))).toBe(true)
    expect((await asked('copy (select 1 where false) to stdout')).rows[0]?.bytes).toHaveLength(0)
    await expect(asked('copy (select 1 / 0) to stdout')).rejects.toMatchObject({ code: '22012' })
    const [later, next] = await Promise.all([asked('copy (select 5) to stdout'), client.query('select 6 as six')])
    expect([String(later.rows[0]?.bytes), next.rows]).toEqual(['5\n', [{ six: 6 }]])
  })
})
