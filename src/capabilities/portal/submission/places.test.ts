import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'

interface Counters {
  readonly capacity: { register: string; entry: string; seats: number; taken: number; waiting: number }
  readonly place: { register: string; entry: string; receipt_number: string; quantity: number; standing: string }
}

let database: TestDatabase
let db: Kysely<Counters>
beforeAll(async () => {
  database = await testDatabase()
  db = database.zone('internet').city<Counters>('yanai')
})
afterAll(() => database.close())

const at = new Date('2026-11-22T01:00:00Z')

async function take(
  entry: string,
  receipt: string,
  ask: { quantity?: number; seats?: number; method?: string; waitingList?: boolean } = {},
): Promise<string> {
  const { quantity = 1, seats = 30, method = 'first-come', waitingList = false } = ask
  const result = await sql<{ standing: string }>`
    select take_places('events', ${entry}, ${receipt}, ${quantity}, ${seats}, ${method}, ${waitingList}, ${at}) as standing
  `.execute(db)
  return result.rows[0]?.standing ?? ''
}

const change = async (entry: string, receipt: string, standing: string): Promise<boolean> => {
  const result = await sql<{ changed: boolean }>`
    select change_place('events', ${entry}, ${receipt}, ${standing}) as changed`.execute(db)
  return result.rows[0]?.changed ?? false
}

const counters = (entry: string) =>
  db.selectFrom('capacity').select(['seats', 'taken', 'waiting']).where('entry', '=', entry).executeTakeFirstOrThrow()

describe('places', () => {
  test('a burst of 600 for 30 seats fills exactly 30', async () => {
    const standings = await Promise.all(Array.from({ length: 600 }, (_, n) => take('burst', `EV-${n}`)))
    expect(standings.filter((standing) => standing === 'reserved')).toHaveLength(30)
    expect(standings.filter((standing) => standing === 'full')).toHaveLength(570)
    expect(await counters('burst')).toEqual({ seats: 30, taken: 30, waiting: 0 })
  })

  test('a group gets all of its places or none', async () => {
    expect(await take('group', 'EV-1', { seats: 5, quantity: 3 })).toBe('reserved')
    expect(await take('group', 'EV-2', { seats: 5, quantity: 3 })).toBe('full')
    expect(await take('group', 'EV-3', { seats: 5, quantity: 2 })).toBe('reserved')
  })

  test('the same receipt number takes its places once', async () => {
    expect(await take('again', 'EV-1')).toBe('reserved')
    expect(await take('again', 'EV-1')).toBe('reserved')
    expect((await counters('again')).taken).toBe(1)
  })

  test('those who wait come first when a place is given back', async () => {
    const ask = { seats: 1, waitingList: true }
    expect(await take('wait', 'EV-1', ask)).toBe('reserved')
    expect(await take('wait', 'EV-2', ask)).toBe('waiting')
    expect(await change('wait', 'EV-1', 'released')).toBe(true)
    expect(await take('wait', 'EV-3', ask)).toBe('waiting')
    expect(await change('wait', 'EV-2', 'reserved')).toBe(true)
    expect(await change('wait', 'EV-3', 'reserved')).toBe(false)
    expect(await counters('wait')).toEqual({ seats: 1, taken: 1, waiting: 1 })
  })

  test('a lottery takes no place until somebody has won', async () => {
    expect(await take('lot', 'EV-1', { seats: 1, method: 'lottery' })).toBe('lottery')
    expect(await take('lot', 'EV-2', { seats: 1, method: 'lottery' })).toBe('lottery')
    expect(await change('lot', 'EV-2', 'won')).toBe(true)
    expect(await change('lot', 'EV-1', 'lost')).toBe(true)
    expect(await counters('lot')).toEqual({ seats: 1, taken: 1, waiting: 0 })
  })

  test('fewer seats than are taken: nobody loses a place, nobody gets one', async () => {
    await take('fewer', 'EV-1', { seats: 2, quantity: 2 })
    expect(await take('fewer', 'EV-2', { seats: 1 })).toBe('full')
    expect(await counters('fewer')).toEqual({ seats: 2, taken: 2, waiting: 0 })
  })

  test('the database itself refuses an oversold entry', async () => {
    await take('guard', 'EV-1', { seats: 1 })
    await expect(sql`update capacity set taken = 2 where entry = 'guard'`.execute(db)).rejects.toThrow('never_oversold')
  })
})
