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

const offer = async (entry: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ receipt_number: string }>`
    select receipt_number from offer_places('events', ${entry}, ${new Date('2026-11-24T01:00:00Z')})`.execute(db)
  return rows.map((row) => row.receipt_number)
}

describe('the waiting list', () => {
  test('offers in order; a group too large keeps its place and the next that fits is asked', async () => {
    const ask = { seats: 3, waitingList: true }
    for (const one of ['EV-1', 'EV-2', 'EV-3']) await take('line', one, ask)
    await take('line', 'EV-4', { ...ask, quantity: 2 })
    await take('line', 'EV-5', ask)
    expect(await offer('line')).toEqual([])
    await change('line', 'EV-1', 'released')
    expect(await offer('line')).toEqual(['EV-5'])
    await change('line', 'EV-2', 'released')
    await change('line', 'EV-3', 'released')
    expect(await offer('line')).toEqual(['EV-4'])
    expect(await counters('line')).toEqual({ seats: 3, taken: 3, waiting: 0 })
  })

  test('the office takes from its own pot first and then stands in line; both pots never hold more than there is', async () => {
    const byOffice = async (receipt: string): Promise<string> => {
      const { rows } = await sql<{ standing: string }>`
        select take_places('events', 'pots', ${receipt}, 1, 2, 'first-come', true, ${at}, 1, true) as standing`.execute(
        db,
      )
      return rows[0]?.standing ?? ''
    }
    expect(await byOffice('TEL-1')).toBe('reserved')
    expect((await counters('pots')).taken).toBe(0)
    expect(await byOffice('TEL-2')).toBe('reserved')
    expect(await take('pots', 'EV-1', { seats: 2, waitingList: true })).toBe('reserved')
    expect(await byOffice('TEL-3')).toBe('waiting')
    // The office wants all three places for itself: what is taken online is not taken away.
    await sql`select set_seats('events', 'pots', 0, 3)`.execute(db)
    const { rows } = await sql<{ whole: number }>`
      select seats + office_seats as whole from capacity where entry = 'pots'`.execute(db)
    expect(rows[0]?.whole).toBe(3)
  })

  test('releases, offers and submissions at once never oversell, and nobody is promoted twice', async () => {
    const ask = { seats: 10, waitingList: true }
    for (let n = 0; n < 30; n += 1) await take('rush', `EV-${n}`, { ...ask, quantity: (n % 3) + 1 })
    const work = Array.from({ length: 90 }, (_, n) => async () => {
      if (n % 3 === 0) await change('rush', `EV-${n / 3}`, 'released')
      else if (n % 3 === 1) await offer('rush')
      else await take('rush', `EV-${100 + n}`, { ...ask, quantity: (n % 2) + 1 })
    })
    await Promise.all(work.map((each) => each()))
    await offer('rush')
    const { rows } = await sql<{ held: number; waits: number; smallest: number | null }>`
      select coalesce(sum(quantity) filter (where standing in ('reserved', 'offered')), 0)::int as held,
        coalesce(sum(quantity) filter (where standing = 'waiting'), 0)::int as waits,
        min(quantity) filter (where standing = 'waiting') as smallest
      from place where entry = 'rush'`.execute(db)
    const { held = 0, waits, smallest } = rows[0] ?? {}
    expect(await counters('rush')).toEqual({ seats: 10, taken: held, waiting: waits })
    expect(held).toBeLessThanOrEqual(10)
    // Whoever still waits does not fit.
    expect(smallest ?? 99).toBeGreaterThan(10 - held)
  })
})
