import { randomUUID } from 'node:crypto'
import { type Selectable, sql, type Transaction } from 'kysely'
import { addDays, type Day, dayOf } from '../../../civic/day.ts'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { City } from '../../../platform/cities.ts'
import type { InternetDb, MovingBookingTable } from '../../../platform/database/generated/internet.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { ResidentSession } from '../../identity/index.ts'
import { makeCode, type Owner, ownerOf } from '../../portal/index.ts'
import { followUpData } from '../follow-ups/folder.ts'
import { followUpsOf } from '../follow-ups/list.ts'
import type { Notice } from '../format/notice.ts'
import { messageKinds, noProcedure, type VisitMessage } from '../relay-words.ts'
import { type Counter, countersOn, isOpenOn, slotValue, startsOf } from '../rules/slots.ts'
import { freeSlot, type SlotPlace, takeSlot } from '../store/slots.ts'
import { receiptPrefix } from '../take-in.ts'
import { type OpenDraft, openBox, sealBox } from './draft.ts'
import { visitMail } from './mail.ts'
import { noticeFromAnswers } from './to-notice.ts'
import { internetDb, type Visits } from './visits.ts'

/** How long a booking can be looked at after its day. */
const keepDays = 30
export const keptUntil = (day: Day): Day => addDays(day, keepDays)

/** What stays in the internet zone: what the person's own page shows, and where mails go. No name, no address. */
export interface BookingBox {
  readonly kind: Notice['kind']
  readonly movedOn: Day
  readonly plannedOutOn?: Day
  readonly people: number
  readonly locale: Locale
  readonly email?: string
  /** Items of the guide: what can be done on the day, each with the things that this household brings for it. */
  readonly items: readonly { readonly id: string; readonly bring: readonly string[] }[]
}

export interface Booking {
  readonly id: string
  readonly receiptNumber: string
  readonly state: 'booked' | 'cancelled' | 'visited' | 'not-shown'
  readonly slot: SlotPlace
  readonly pot: 'online' | 'office'
  readonly version: number
  readonly box: BookingBox
}

export const secretToken = ({ services }: Visits, cityId: string, number: string, secret: string): Buffer =>
  services.keys.token(cityId, 'session', `moving secret\0${number}\0${secret}`)

/** The counter of a visit on its day, if the register has it. */
export async function counterOf(visits: Visits, cityId: string, place: SlotPlace): Promise<Counter | undefined> {
  const facts = await visits.catalogue.facts(cityId, place.day)
  const counter = countersOn(facts).find(({ id }) => id === place.counter)
  const open = counter !== undefined && isOpenOn(counter, place.day, (day) => facts.isClosedDay(day))
  return open && startsOf(counter).includes(place.starts) ? counter : undefined
}

/**
 * Books the visit: the seat, the number, the secret, the notice to the office, the evidence and the mail are one transaction.
 * `full`: the seat is gone. The same draft books once.
 */
export async function bookVisit(
  visits: Visits,
  city: City,
  draft: OpenDraft,
  place: SlotPlace,
  by: { readonly locale: Locale; readonly session: ResidentSession | null },
  now: Date,
): Promise<'booked' | 'full'> {
  const { services } = visits
  const { locale } = by
  const counter = await counterOf(visits, city.id, place)
  if (counter === undefined) return 'full'
  const owner = ownerOf(visits, city.id, by.session)
  const facts = await visits.catalogue.facts(city.id, dayOf(now))
  const procedures = await visits.catalogue.current(city.id)
  const { rootDir } = services.config
  return internetDb(visits, city.id)
    .transaction()
    .execute(async (trx): Promise<'booked' | 'full'> => {
      const row = await trx
        .selectFrom('moving_draft')
        .select('box')
        .where('token', '=', draft.token)
        .forUpdate()
        .executeTakeFirst()
      const body = row && openBox(visits, city.id, draft.token, row.box)
      if (body === undefined) return 'full'
      if (body.done !== undefined) return 'booked'
      // Another window has changed the answers or the visit since: what is booked is what the last page showed.
      if (body.slot !== slotValue(place)) return 'full'
      if (!(await takeSlot(trx, place, counter.onlineSeats))) return 'full'
      const id = randomUUID()
      const visit = { day: place.day, starts: place.starts, counter: place.counter }
      const notice = noticeFromAnswers(body.answers, { id, filedAt: now.toISOString(), visit }, followUpData(rootDir))
      const { list } = followUpsOf(rootDir, notice, {}, dayOf(now), facts, procedures)
      const receiptNumber = await nextNumber(trx, now)
      const secret = makeCode('secret')
      const email = notice.contact?.email
      const box: BookingBox = {
        kind: notice.kind,
        movedOn: notice.movedOn,
        ...(notice.plannedOutOn === undefined ? {} : { plannedOutOn: notice.plannedOutOn }),
        people: notice.people.length,
        locale,
        ...(email === undefined ? {} : { email }),
        items: list.map(({ item: { id, bring } }) => ({ id, bring })),
      }
      await trx
        .insertInto('moving_booking')
        .values({
          id,
          receipt_number: receiptNumber,
          secret_token: secretToken(visits, city.id, receiptNumber, secret),
          state: 'booked',
          account_id: owner.accountId ?? null,
          contact_token: owner.contactToken ?? null,
          ...place,
          pot: 'online',
          box: sealBooking(visits, city.id, id, box),
          changed_at: now,
          erase_on: keptUntil(place.day),
          request_key: body.requestKey,
        })
        .execute()
      const done = { receiptNumber, secret, bookingId: id }
      await trx
        .updateTable('moving_draft')
        // What was written is with the office now; here stays what the last page shows.
        .set({
          box: sealBox(visits, city.id, draft.token, { answers: {}, requestKey: body.requestKey, done }),
          version: sql<number>`version + 1`,
        })
        .where('token', '=', draft.token)
        .execute()
      await sendVisit(
        visits,
        trx,
        city.id,
        { act: 'book', receiptNumber, version: 1, at: now.toISOString(), slot: place, notice },
        now,
      )
      await tell(visits, trx, city.id, id, 'booked', now, place)
      await mail(visits, trx, city, { id, receiptNumber, slot: place, box, version: 1 }, 'booked', counter)
      return 'booked'
    })
}

/** Moves a booking to another seat: the new one is taken before the old one is given back. */
export async function changeBooking(
  visits: Visits,
  city: City,
  booking: Booking,
  place: SlotPlace,
  now: Date,
): Promise<'changed' | 'full' | 'meanwhile'> {
  const counter = await counterOf(visits, city.id, place)
  if (counter === undefined) return 'full'
  return internetDb(visits, city.id)
    .transaction()
    .execute(async (trx) => {
      const row = await lock(trx, booking.id)
      if (row === undefined || row.version !== booking.version || !['booked', 'not-shown'].includes(row.state))
        return 'meanwhile'
      if (!(await takeSlot(trx, place, counter.onlineSeats))) return 'full'
      if (row.pot === 'online') await freeSlot(trx, row)
      const version = row.version + 1
      const set = {
        ...place,
        pot: 'online',
        state: 'booked',
        version,
        changed_at: now,
        erase_on: keptUntil(place.day),
      } as const
      await trx.updateTable('moving_booking').set(set).where('id', '=', booking.id).execute()
      const { receiptNumber } = booking
      await sendVisit(
        visits,
        trx,
        city.id,
        { act: 'change', receiptNumber, version, at: now.toISOString(), slot: place },
        now,
      )
      await tell(visits, trx, city.id, booking.id, 'changed', now, place)
      await mail(visits, trx, city, { ...booking, slot: place, version }, 'changed', counter)
      return 'changed'
    })
}

/** Takes a booking back and gives its seat to others. Twice is once. */
export async function cancelBooking(
  visits: Visits,
  city: City,
  booking: Booking,
  now: Date,
): Promise<'cancelled' | 'meanwhile'> {
  return internetDb(visits, city.id)
    .transaction()
    .execute(async (trx) => {
      const row = await lock(trx, booking.id)
      if (row === undefined || row.state === 'visited') return 'meanwhile'
      if (row.state === 'cancelled') return 'cancelled'
      if (row.pot === 'online') await freeSlot(trx, row)
      const version = row.version + 1
      await trx
        .updateTable('moving_booking')
        .set({ state: 'cancelled', version, changed_at: now })
        .where('id', '=', booking.id)
        .execute()
      const { receiptNumber } = booking
      await sendVisit(visits, trx, city.id, { act: 'cancel', receiptNumber, version, at: now.toISOString() }, now)
      await tell(visits, trx, city.id, booking.id, 'cancelled', now)
      await mail(visits, trx, city, { ...booking, version }, 'cancelled')
      return 'cancelled'
    })
}

const lock = (trx: Transaction<InternetDb>, id: string) =>
  trx
    .selectFrom('moving_booking')
    .select(['state', 'counter', 'day', 'starts', 'pot', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function findBooking(
  visits: Visits,
  cityId: string,
  by: { readonly id: string } | { readonly receiptNumber: string },
): Promise<(Booking & { readonly secretToken: Buffer }) | undefined> {
  const row = await internetDb(visits, cityId)
    .selectFrom('moving_booking')
    .selectAll()
    .where('id' in by ? 'id' : 'receipt_number', '=', 'id' in by ? by.id : by.receiptNumber)
    .executeTakeFirst()
  return row && { ...toBooking(visits, cityId, row), secretToken: row.secret_token }
}

/** Open bookings of whoever is signed in, the next one first. */
export async function listOwnBookings(visits: Visits, cityId: string, owner: Owner): Promise<readonly Booking[]> {
  const { accountId, contactToken } = owner
  if (accountId === undefined && contactToken === undefined) return []
  const db = internetDb(visits, cityId)
  const rows = await db
    .selectFrom('moving_booking')
    .selectAll()
    .where((eb) =>
      accountId === undefined
        ? eb.and([eb('account_id', 'is', null), eb('contact_token', '=', contactToken ?? null)])
        : eb('account_id', '=', accountId),
    )
    .orderBy('day')
    .orderBy('starts')
    .limit(20)
    .execute()
  return rows.map((row) => toBooking(visits, cityId, row))
}

function toBooking(visits: Visits, cityId: string, row: Selectable<MovingBookingTable>): Booking {
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    state: row.state,
    slot: { counter: row.counter, day: row.day, starts: row.starts },
    pot: row.pot,
    version: row.version,
    box: openBooking(visits, cityId, row.id, row.box),
  }
}

export function sealBooking({ services }: Visits, cityId: string, id: string, box: BookingBox): Buffer {
  return services.keys.encrypt(cityId, 'copy', Buffer.from(JSON.stringify(box), 'utf8'), `moving booking ${id}`)
}

export function openBooking(
  { services }: Pick<Visits, 'services'>,
  cityId: string,
  id: string,
  box: Uint8Array,
): BookingBox {
  return JSON.parse(services.keys.decrypt(cityId, 'copy', box, `moving booking ${id}`).toString('utf8')) as BookingBox
}

async function sendVisit(
  { services }: Visits,
  trx: Transaction<InternetDb>,
  cityId: string,
  payload: VisitMessage,
  now: Date,
): Promise<void> {
  const header = { kind: messageKinds.visit, to: 'office', cityId, receiptNumber: payload.receiptNumber } as const
  await services.relay.send(trx, { ...header, ...noProcedure, payload, arrivedAt: now })
}

async function tell(
  { services }: Visits,
  trx: Transaction<InternetDb>,
  cityId: string,
  id: string,
  type: string,
  at: Date,
  place?: SlotPlace,
): Promise<void> {
  const actor = { kind: 'resident', id: 'moving-booking' } as const
  const codes: Readonly<Record<string, string>> =
    place === undefined ? {} : { counter: place.counter, day: place.day, starts: place.starts }
  await appendEvent(
    trx,
    { keys: services.keys, cityId },
    { stream: 'moving-booking', streamId: id, type, actor, at, codes },
  )
}

export async function mail(
  { services }: Pick<Visits, 'services'>,
  trx: Transaction<InternetDb>,
  city: City,
  booking: Pick<Booking, 'id' | 'receiptNumber' | 'slot' | 'box' | 'version'>,
  occasion: 'booked' | 'changed' | 'cancelled' | 'moved-by-office' | 'cancelled-by-office' | 'not-shown',
  counter?: Counter,
): Promise<void> {
  const { email } = booking.box
  if (email !== undefined) await services.mail.enqueue(trx, visitMail(city, email, booking, occasion, counter))
}

async function nextNumber(trx: Transaction<InternetDb>, now: Date): Promise<string> {
  const day = dayOf(now)
  const { rows } = await sql<{ last: number }>`
    insert into moving_counter (year, last) values (${Number(day.slice(0, 4))}, 1)
    on conflict (tenant_id, year) do update set last = moving_counter.last + 1 returning last`.execute(trx)
  return makeReceiptNumber(receiptPrefix, day, rows[0]?.last ?? 0)
}
