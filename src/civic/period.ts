import type { IsClosedDay } from './closed-days.ts'
import { addDays, addMonths, type Day, daysBetween, partsOf } from './day.ts'

/** A statutory period. Give `days` or `months`. */
export interface PeriodRule {
  readonly days?: number
  readonly months?: number
  /** 初日算入: only where the law says 「〜の日から起算して」 or the period begins at 0:00 (民法140条但書). */
  readonly countFirstDay?: boolean
  /** The last day moves to the next open day (民法142条・地方自治法4条の2第4項). */
  readonly shiftToOpenDay?: boolean
}

/** The last day of a period counted from `from`. */
export function lastDayOfPeriod(from: Day, rule: PeriodRule, isClosedDay: IsClosedDay = () => false): Day {
  const first = rule.countFirstDay ? from : addDays(from, 1)
  const last = rule.months !== undefined ? endOfMonths(first, rule.months) : addDays(first, (rule.days ?? 0) - 1)
  return rule.shiftToOpenDay ? nextOpenDay(last, isClosedDay) : last
}

/** Months of a period from `from` to `to`, both included, by the calendar (民法143条): a part of a month counts as one. */
export function monthsCounted(from: Day, to: Day): number {
  if (to < from) return 0
  const [start, end] = [partsOf(from), partsOf(to)]
  const between = (end.year - start.year) * 12 + end.month - start.month
  return between > 0 && to <= endOfMonths(from, between) ? between : between + 1
}

/** 民法143条2項: the day before the corresponding day; where the last month has none, its last day. */
function endOfMonths(first: Day, months: number): Day {
  const corresponding = addMonths(first, months)
  return partsOf(corresponding).day === partsOf(first).day ? addDays(corresponding, -1) : corresponding
}

/** The day itself when the office is open, else the next open day. */
export function nextOpenDay(day: Day, isClosedDay: IsClosedDay): Day {
  return walk(day, isClosedDay)
}

/** The day itself when the office is open, else the open day before: a lead time (「N日前まで」) moves backward. */
export function previousOpenDay(day: Day, isClosedDay: IsClosedDay): Day {
  return walk(day, isClosedDay, -1)
}

/** The `count`-th open day after `day`; the day itself is not counted (民法140条). */
export function addOpenDays(day: Day, count: number, isClosedDay: IsClosedDay): Day {
  let current = day
  for (let left = count; left > 0; left -= 1) current = walk(addDays(current, 1), isClosedDay)
  return current
}

/** Open days after `from` up to and including `to`; negative when `to` is earlier. */
export function openDaysBetween(from: Day, to: Day, isClosedDay: IsClosedDay): number {
  if (to < from) return -openDaysBetween(to, from, isClosedDay)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isClosedDay(day)) count += 1
  return count
}

/** A calendar with no open day at all would run for ever: a year without one is a broken calendar. */
function walk(start: Day, isClosedDay: IsClosedDay, step: 1 | -1 = 1): Day {
  let day = start
  for (let tries = 0; tries < 400; tries += 1) {
    if (!isClosedDay(day)) return day
    day = addDays(day, step)
  }
  throw new Error(`The calendar has no open day within a year of ${start}`)
}

/** Calendar days from today to the last day: 0 on the day itself, negative when it is over. */
export function daysLeft(due: Day, today: Day): number {
  return daysBetween(today, due)
}
