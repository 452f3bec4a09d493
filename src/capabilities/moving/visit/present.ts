import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { sayFullDay } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { bringOf, guidesOf, type ListedItem, thingOf } from '../../navigator/index.ts'
import { followUpData } from '../follow-ups/folder.ts'
import { lastNoticeDay } from '../rules/deadlines.ts'
import { countersOn } from '../rules/slots.ts'
import type { Booking } from './booking.ts'
import { visitMessages } from './messages.ts'
import type { ShownBooking } from './views/booked-pages.tsx'
import type { Visits } from './visits.ts'

/** A booking in the language of the request: when, where, until when, what to bring, what can be done. */
export async function presentBooking(c: Context<WebEnv>, visits: Visits, booking: Booking): Promise<ShownBooking> {
  const locale = c.get('locale')
  const m = visitMessages[locale].booked
  const cityId = c.get('city').id
  const { rootDir } = visits.services.config
  const { box, slot, state } = booking
  const facts = await visits.catalogue.facts(cityId, slot.day)
  const today = await visits.catalogue.facts(cityId, dayOf(c.get('now')))
  const counter = countersOn(facts).find(({ id }) => id === slot.counter)
  const last = lastNoticeDay(box.kind, box.movedOn, (day) => today.isClosedDay(day))
  const folder = guidesOf(rootDir)
  const guide = folder.guides.find(({ guide: { id } }) => id === followUpData(rootDir).guides[box.kind].guide)
  // A guide may have changed since the booking: what it no longer has is left out.
  const listed = (guide?.items ?? []).flatMap(({ id, name, how, office, bring: known = [] }): readonly ListedItem[] => {
    const booked = box.items.find((each) => each.id === id)
    if (booked === undefined) return []
    const things = known.map(thingOf)
    return [{ id, name, how, office, bring: booked.bring.filter((thing) => things.includes(thing)) }]
  })
  const visit = state === 'cancelled' ? [] : [{ term: m.when, value: `${sayFullDay(slot.day, locale)} ${slot.starts}` }]
  const where =
    state === 'cancelled' || counter === undefined
      ? []
      : [{ term: m.where, value: pickText(counter.label, locale).text }]
  return {
    number: booking.receiptNumber,
    state,
    facts: [
      { term: m.number, value: booking.receiptNumber },
      ...visit,
      ...where,
      { term: m.kind, value: m.kinds[box.kind] },
      ...(last === undefined ? [] : [{ term: m.last, value: sayFullDay(last, locale) }]),
      { term: m.people, value: m.peopleCount(box.people) },
    ],
    bring: bringOf(listed, folder),
    items: listed.map(({ name }) => name),
  }
}
