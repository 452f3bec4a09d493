import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { messageKinds, officeMessage } from '../relay-words.ts'
import { freeSlot } from '../store/slots.ts'
import { counterOf, keptUntil, mail, openBooking } from './booking.ts'
import { visitsOf } from './visits.ts'

const states = { moved: 'booked', cancelled: 'cancelled', visited: 'visited', 'not-shown': 'not-shown' } as const
const occasions = { moved: 'moved-by-office', cancelled: 'cancelled-by-office', 'not-shown': 'not-shown' } as const

/** Takes in what the office did with booked visits. Safe to run twice; what the resident did since then goes before. */
export function receiveFromOffice(services: ZoneServices): void {
  services.relay.on(messageKinds.office, async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const message = officeMessage.parse(payload)
    const city = services.cities.find(({ id }) => id === header.cityId)
    const row = await trx
      .selectFrom('moving_booking')
      .selectAll()
      .where('receipt_number', '=', message.receiptNumber)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined || city === undefined || row.version !== message.seen || row.state === 'cancelled') return
    const { slot } = message
    const same =
      slot === undefined || (slot.day === row.day && slot.starts === row.starts && slot.counter === row.counter)
    // The same hour may still be another seat: the office's instead of the portal's.
    const ownSeat = message.act === 'moved' && row.pot === 'online'
    if (states[message.act] === row.state && same && !ownSeat) return
    if (row.pot === 'online' && (message.act === 'moved' || message.act === 'cancelled')) await freeSlot(trx, row)
    const at = new Date(message.at)
    await trx
      .updateTable('moving_booking')
      .set({
        state: states[message.act],
        changed_at: at,
        ...(message.act === 'moved' && slot !== undefined
          ? { ...slot, pot: 'office' as const, erase_on: keptUntil(slot.day) }
          : {}),
        ...(message.act === 'cancelled' ? { pot: 'office' as const } : {}),
      })
      .where('id', '=', row.id)
      .execute()
    if (message.act === 'visited') return
    const visits = visitsOf(services)
    const place = slot ?? { counter: row.counter, day: row.day, starts: row.starts }
    const box = openBooking(visits, city.id, row.id, row.box)
    // Two moves by the office are two mails: the moment tells them apart.
    const booking = {
      id: `${row.id}:${at.getTime()}`,
      receiptNumber: row.receipt_number,
      slot: place,
      box,
      version: row.version,
    }
    const counter = message.act === 'moved' ? await counterOf(visits, city.id, place) : undefined
    await mail(visits, trx, city, booking, occasions[message.act], counter)
  })
}
