import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import type { OfficeDb } from './generated/office.ts'
import { transact } from './transact.ts'

test('two transactions that wait for each other both end', async () => {
  const database = await testDatabase()
  const db = database.zone('office').city<OfficeDb>('yanai')
  const lock = (key: number) => sql`select pg_advisory_xact_lock(${key})`
  let meet: () => void = () => {}
  const both = new Promise<void>((resolve) => {
    meet = resolve
  })
  let arrived = 0
  const crossing = (first: number, second: number): Promise<number> =>
    transact(db, async (trx) => {
      await lock(first).execute(trx)
      arrived += 1
      if (arrived === 2) meet()
      if (arrived <= 2) await both
      await lock(second).execute(trx)
      return first
    })
  expect(await Promise.all([crossing(1, 2), crossing(2, 1)])).toEqual([1, 2])
  expect(arrived).toBeGreaterThan(2)
})

test('another error is not tried again', async () => {
  const database = await testDatabase()
  let calls = 0
  await expect(
    transact(database.zone('office').city<OfficeDb>('yanai'), async (trx) => {
      calls += 1
      await sql`select 1 / 0`.execute(trx)
    }),
  ).rejects.toThrow('division by zero')
  expect(calls).toBe(1)
})
