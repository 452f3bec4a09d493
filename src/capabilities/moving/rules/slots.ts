import { addDays, type Day, weekdayName } from '../../../civic/day.ts'
import { addOpenDays } from '../../../civic/period.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { CityFacts, RegisterEntry } from '../../procedures/index.ts'

/** The register in which the office keeps counters with their hours and seats. */
export const counterRegister = 'moving-counters'

/** A counter as the register states it on a day. */
export interface Counter {
  readonly id: string
  readonly label: LocalText
  /** 日月火水木金土, those on which it is open. */
  readonly weekdays: string
  readonly opens: string
  readonly closes: string
  readonly breakFrom?: string
  readonly breakTo?: string
  readonly minutes: number
  readonly onlineSeats: number
  readonly officeSeats: number
  /** Closed besides the closed days of the city. */
  readonly closedDays: readonly Day[]
  /** Open days between the booking and the visit. */
  readonly leadDays: number
  readonly aheadDays: number
}

/** Reads the register's entry. Undefined where what the office wrote gives no slots: a wrong hour closes the counter, nothing else. */
export function readCounter({ id, label, facts }: RegisterEntry): Counter | undefined {
  const time = (name: string): string | undefined => {
    const value = facts[name]
    return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : undefined
  }
  const whole = (name: string, otherwise: number): number => {
    const value = facts[name]
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise
  }
  const opens = time('opens')
  const closes = time('closes')
  const minutes = whole('minutes', 0)
  if (opens === undefined || closes === undefined || minutes < 5 || minutes > 480) return undefined
  const breakFrom = time('breakFrom')
  const breakTo = time('breakTo')
  return {
    id,
    label,
    weekdays: String(facts.weekdays ?? ''),
    opens,
    closes,
    ...(breakFrom === undefined || breakTo === undefined ? {} : { breakFrom, breakTo }),
    minutes,
    onlineSeats: whole('onlineSeats', 0),
    officeSeats: whole('officeSeats', 0),
    closedDays: String(facts.closedDays ?? '').match(/\d{4}-\d{2}-\d{2}/g) ?? [],
    leadDays: whole('leadDays', 1),
    aheadDays: Math.min(whole('aheadDays', 30), 120),
  }
}

/** Counters of a day, in the office's order. `facts` are those of the day of the visit: hours have effective dates. */
export function countersOn(facts: CityFacts): readonly Counter[] {
  return facts.register(counterRegister).flatMap((entry) => readCounter(entry) ?? [])
}

/** Whether a counter is open on a day. */
export function isOpenOn(counter: Counter, day: Day, isClosedDay: (day: Day) => boolean): boolean {
  return counter.weekdays.includes(weekdayName(day)) && !counter.closedDays.includes(day) && !isClosedDay(day)
}

/** Begins of the visits of a day, `HH:MM`: a visit ends before the counter closes, and none runs into the break. */
export function startsOf(counter: Counter): readonly string[] {
  const found: string[] = []
  const end = minutesOf(counter.closes)
  const pause =
    counter.breakFrom === undefined ? undefined : [minutesOf(counter.breakFrom), minutesOf(counter.breakTo ?? '')]
  let at = minutesOf(counter.opens)
  while (at + counter.minutes <= end) {
    const [from = 0, to = 0] = pause ?? []
    if (at < to && at + counter.minutes > from) {
      at = to
      continue
    }
    found.push(`${pad(Math.floor(at / 60))}:${pad(at % 60)}`)
    at += counter.minutes
  }
  return found
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const pad = (value: number): string => String(value).padStart(2, '0')

/**
 * The days between which a visit may be booked: not before the people live at the new address (the notice can't be made
 * earlier), not before the lead time, not beyond what the counter opens. Undefined where there is no such day.
 */
export function bookableDays(
  counter: Counter,
  today: Day,
  movedOn: Day,
  isClosedDay: (day: Day) => boolean,
): { readonly from: Day; readonly to: Day } | undefined {
  const lead = addOpenDays(today, counter.leadDays, isClosedDay)
  const from = movedOn > lead ? movedOn : lead
  const to = addDays(today, counter.aheadDays)
  return from <= to ? { from, to } : undefined
}

/** One visit that may be chosen. */
export interface SlotChoice {
  readonly counter: Counter
  readonly day: Day
  readonly starts: string
}

/** The value of a choice in a form, and back. */
export const slotValue = ({ counter, day, starts }: { counter: string; day: Day; starts: string }): string =>
  `${counter}/${day}/${starts}`

export function readSlotValue(text: string): { counter: string; day: Day; starts: string } | undefined {
  const match = /^([a-z0-9.-]{1,60})\/(\d{4}-\d{2}-\d{2})\/(\d{2}:\d{2})$/.exec(text)
  const [, counter, day, starts] = match ?? []
  return counter === undefined || day === undefined || starts === undefined ? undefined : { counter, day, starts }
}
