import { type Kysely, sql } from 'kysely'
import type { Day } from '../../../civic/day.ts'

/** Seats of visits in the database of either zone: each zone counts its own, with the same table and the same function. */
export interface SlotPlace {
  readonly counter: string
  readonly day: Day
  readonly starts: string
}

/** Takes one seat in the transaction at hand; false when none is left. */
export async function takeSlot<DB>(
  db: Kysely<DB>,
  { counter, day, starts }: SlotPlace,
  seats: number,
): Promise<boolean> {
  const { rows } = await sql<{
    taken: boolean
  }>`select take_moving_slot(${counter}, ${day}, ${starts}, ${seats}) as taken`.execute(db)
  return rows[0]?.taken === true
}

export async function freeSlot<DB>(db: Kysely<DB>, { counter, day, starts }: SlotPlace): Promise<void> {
  await sql`select free_moving_slot(${counter}, ${day}, ${starts})`.execute(db)
}

/** How many seats are taken, by `counter/day/starts`, on days from `from` to `to`. */
export async function takenSlots<DB>(db: Kysely<DB>, from: Day, to: Day): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<SlotPlace & { taken: number }>`select counter, day, starts, taken from moving_slot
    where tenant_id = current_tenant() and day between ${from} and ${to} and taken > 0`.execute(db)
  return new Map(rows.map(({ counter, day, starts, taken }) => [`${counter}/${day}/${starts}`, taken]))
}
