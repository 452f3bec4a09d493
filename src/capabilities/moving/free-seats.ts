import { addDays, type Day, dayOf } from '../../civic/day.ts'
import type { CityFacts } from '../procedures/index.ts'
import { bookableDays, type Counter, countersOn, isOpenOn, type SlotChoice, startsOf } from './rules/slots.ts'

/** What choosing a visit needs: the facts of each day, the seats that are taken, whose seats they are. */
export interface SeatSource {
  readonly factsOf: (day: Day) => Promise<CityFacts>
  readonly taken: (from: Day, to: Day) => Promise<ReadonlyMap<string, number>>
  readonly seats: (counter: Counter) => number
}

/**
 * Visits that have a seat left, by day and hour. `lead` false: the office also gives a seat of today. At most `most`, so that
 * a list stays a list.
 */
export async function freeSeats(
  source: SeatSource,
  now: Date,
  movedOn: Day,
  options: { readonly lead: boolean; readonly most: number; readonly until?: Day },
): Promise<readonly SlotChoice[]> {
  const today = dayOf(now)
  const first = await source.factsOf(today)
  // The span comes from the counters of today and of the day of the move: one that opens later has its own.
  const later = movedOn > today ? await source.factsOf(movedOn) : first
  const closed = (day: Day): boolean => first.isClosedDay(day)
  const spans = [...countersOn(first), ...countersOn(later)].flatMap((counter) => {
    const lead = options.lead ? counter.leadDays : 0
    return bookableDays({ ...counter, leadDays: lead }, today, movedOn, closed) ?? []
  })
  const from = spans.map((span) => span.from).toSorted()[0]
  const to = spans
    .map((span) => span.to)
    .toSorted()
    .at(-1)
  if (from === undefined || to === undefined) return []
  const taken = await source.taken(from, to)
  const found: SlotChoice[] = []
  for (let day = from; day <= to && found.length < options.most; day = addDays(day, 1)) {
    if (options.until !== undefined && day > options.until) break
    const facts = await source.factsOf(day)
    for (const counter of countersOn(facts)) {
      const span = bookableDays({ ...counter, leadDays: options.lead ? counter.leadDays : 0 }, today, movedOn, closed)
      if (span === undefined || day < span.from || day > span.to) continue
      if (!isOpenOn(counter, day, (each) => facts.isClosedDay(each))) continue
      for (const starts of startsOf(counter)) {
        if (isPast(day, starts, now)) continue
        if ((taken.get(`${counter.id}/${day}/${starts}`) ?? 0) >= source.seats(counter)) continue
        found.push({ counter, day, starts })
      }
    }
  }
  return found.slice(0, options.most)
}

const isPast = (day: Day, starts: string, now: Date): boolean => new Date(`${day}T${starts}:00+09:00`) <= now
