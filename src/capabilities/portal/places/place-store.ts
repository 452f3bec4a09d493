import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { CapacityMessage, PlaceStanding } from '../../exchange/index.ts'

/** A place as it stands. */
export interface PlaceRow {
  readonly register: string
  readonly entry: string
  readonly receipt_number: string
  readonly quantity: number
  readonly standing: string
  readonly pot: string
  readonly version: number
  readonly offer_until: Date | null
  readonly draw_id: string | null
  readonly draw_entry: string | null
}

const columns = [
  'register',
  'entry',
  'receipt_number',
  'quantity',
  'standing',
  'pot',
  'version',
  'offer_until',
  'draw_id',
  'draw_entry',
] as const

export function findPlace(
  db: Kysely<InternetDb>,
  register: string,
  entry: string,
  receiptNumber: string,
): Promise<PlaceRow | undefined> {
  return db
    .selectFrom('place')
    .select(columns)
    .where('register', '=', register)
    .where('entry', '=', entry)
    .where('receipt_number', '=', receiptNumber)
    .executeTakeFirst()
}

/** The offer that waits for this person's answer, if any. */
export function findOffer(db: Kysely<InternetDb>, receiptNumber: string): Promise<PlaceRow | undefined> {
  return db
    .selectFrom('place')
    .select(columns)
    .where('receipt_number', '=', receiptNumber)
    .where('standing', '=', 'offered')
    .executeTakeFirst()
}

/** The place of an application, whatever its standing. */
export function findLatestPlace(db: Kysely<InternetDb>, receiptNumber: string): Promise<PlaceRow | undefined> {
  return db
    .selectFrom('place')
    .select(columns)
    .where('receipt_number', '=', receiptNumber)
    .orderBy('position')
    .executeTakeFirst()
}

/** The draw that decided about this application, and its name there. */
export async function findDrawOf(
  db: Kysely<InternetDb>,
  receiptNumber: string,
): Promise<{ readonly drawId: string; readonly entryId: string } | undefined> {
  const row = await db
    .selectFrom('place')
    .select(['draw_id', 'draw_entry'])
    .where('receipt_number', '=', receiptNumber)
    .where('draw_id', 'is not', null)
    .executeTakeFirst()
  return row?.draw_id && row.draw_entry ? { drawId: row.draw_id, entryId: row.draw_entry } : undefined
}

/** Offers whose time is over. */
export function listLapsed(db: Kysely<InternetDb>, now: Date): Promise<readonly PlaceRow[]> {
  return db
    .selectFrom('place')
    .select(columns)
    .where('standing', '=', 'offered')
    .where('offer_until', '<=', now)
    .orderBy('offer_until')
    .execute()
}

/** Entries where somebody waits and something is free. */
export function listPromising(
  db: Kysely<InternetDb>,
): Promise<readonly { readonly register: string; readonly entry: string }[]> {
  return db
    .selectFrom('capacity')
    .select(['register', 'entry'])
    .where('waiting', '>', 0)
    .whereRef('taken', '<', 'seats')
    .execute()
}

/** Sets a place to another standing if it stands as one of `from`; false when nothing changed. */
export async function changePlace(
  trx: Kysely<InternetDb>,
  place: { readonly register: string; readonly entry: string; readonly receiptNumber: string },
  standing: PlaceStanding,
  from: readonly PlaceStanding[],
): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select change_place(${place.register}, ${place.entry}, ${place.receiptNumber}, ${standing}, ${[...from]}::text[])
      as changed`.execute(trx)
  return rows[0]?.changed === true
}

/** Sets the place in the line. */
export async function setTurn(
  trx: Kysely<InternetDb>,
  place: { readonly register: string; readonly entry: string; readonly receiptNumber: string },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('place')
    .set({ at })
    .where('register', '=', place.register)
    .where('entry', '=', place.entry)
    .where('receipt_number', '=', place.receiptNumber)
    .execute()
}

/** Which in the line somebody who waits is, counted from 1; undefined when they do not wait. */
export async function turnInLine(db: Kysely<InternetDb>, receiptNumber: string): Promise<number | undefined> {
  const { rows } = await sql<{ turn: number }>`
    select (select count(*) from place p where p.register = mine.register and p.entry = mine.entry
      and p.standing = 'waiting' and (p.at, p.receipt_number) <= (mine.at, mine.receipt_number))::int as turn
    from place mine where mine.receipt_number = ${receiptNumber} and mine.standing = 'waiting'
    order by mine.position limit 1`.execute(db)
  return rows[0]?.turn
}

/**
 * Whether the results of the newest draw of an entry have not all arrived. Until then nothing is free: what looks so belongs to
 * somebody whose result is still on its way.
 */
export async function isBeingDrawn(db: Kysely<InternetDb>, register: string, entry: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select coalesce(jsonb_array_length(d.body #> '{drawn,results}')
      > (select count(*) from place p where p.register = d.register and p.entry = d.entry and p.draw_id = d.id), true) as open
    from published_draw d where d.register = ${register} and d.entry = ${entry}
    order by (d.body ->> 'run')::int desc limit 1`.execute(db)
  return rows[0]?.open ?? false
}

/** Takes places for the office: from its own pot first. */
export async function takeForOffice(trx: Kysely<InternetDb>, message: CapacityMessage, now: Date): Promise<string> {
  const { register, entry, receiptNumber, quantity } = message
  const at = message.at === undefined ? now : new Date(message.at)
  const known = await trx
    .selectFrom('capacity')
    .select(['seats', 'office_seats'])
    .where('register', '=', register)
    .where('entry', '=', entry)
    .executeTakeFirst()
  const total = message.seats ?? (known === undefined ? quantity : known.seats + known.office_seats)
  const office = message.officeSeats ?? known?.office_seats ?? 0
  const { rows } = await sql<{ standing: string }>`
    select take_places(${register}, ${entry}, ${receiptNumber}, ${quantity}, ${total - office},
      ${message.method ?? 'first-come'}, ${message.waitingList ?? false}, ${at}, ${office}, true) as standing`.execute(
    trx,
  )
  return rows[0]?.standing ?? 'full'
}

/** A draw gives all places of the entry, whoever keeps them: both pots become one. */
export async function openAllSeats(
  trx: Kysely<InternetDb>,
  register: string,
  entry: string,
  seats: number,
): Promise<void> {
  await sql`select set_seats(${register}, ${entry}, ${seats}, 0)`.execute(trx)
}

/** Offers what is free to those who wait; returns who was asked. */
export async function offerFree(
  trx: Kysely<InternetDb>,
  register: string,
  entry: string,
  until: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ receipt_number: string }>`
    select receipt_number from offer_places(${register}, ${entry}, ${until})`.execute(trx)
  return rows.map((row) => row.receipt_number)
}
