import { addDays, type Day, firstDayOfMonth } from '../../../civic/day.ts'
import { fiscalYearOf } from '../../../civic/fiscal-year.ts'

/** First day of a month, as a name for it. */
export type Month = Day

/** Paper that came before the end of a month is registered within these days after it; then its numbers stand. */
const closedAfterDays = 10

export function nextMonth(month: Month): Month {
  return firstDayOfMonth(addDays(month, 31))
}

export function previousMonth(month: Month): Month {
  return firstDayOfMonth(addDays(month, -1))
}

/** Whether the numbers of a month are final on a day. */
export function isOver(month: Month, today: Day): boolean {
  return addDays(nextMonth(month), closedAfterDays) <= today
}

/** Months from one to another, both included. */
export function monthsBetween(first: Month, last: Month): readonly Month[] {
  const found: Month[] = []
  for (let month = first; month <= last; month = nextMonth(month)) found.push(month)
  return found
}

/** The months of a fiscal year that have begun. */
export function monthsOfYear(year: number, today: Day): readonly Month[] {
  const last = firstDayOfMonth(today)
  const end = `${year + 1}-03-01`
  return monthsBetween(`${year}-04-01`, last < end ? last : end)
}

/** The fiscal years with numbers, newest first; three are shown. */
export function shownYears(first: Day | undefined, today: Day): readonly number[] {
  const now = fiscalYearOf(today)
  const begin = first === undefined ? now : fiscalYearOf(first)
  return Array.from({ length: Math.min(3, now - begin + 1) }, (_, back) => now - back)
}
