import type { Day } from '../../../civic/day.ts'
import { freeSeats } from '../free-seats.ts'
import type { SlotChoice } from '../rules/slots.ts'
import { takenSlots } from '../store/slots.ts'
import { internetDb, type Visits } from './visits.ts'

/** Most visits that are offered at once. */
const most = 600

/** Visits that a resident may still book online. */
export function onlineSeats(visits: Visits, cityId: string, movedOn: Day, now: Date): Promise<readonly SlotChoice[]> {
  const source = {
    factsOf: (day: Day) => visits.catalogue.facts(cityId, day),
    taken: (from: Day, to: Day) => takenSlots(internetDb(visits, cityId), from, to),
    seats: (counter: { readonly onlineSeats: number }) => counter.onlineSeats,
  }
  return freeSeats(source, now, movedOn, { lead: true, most })
}
