import type { Day } from './day.ts'
import { weekdayOf } from './day.ts'
import { holidayName } from './holidays.ts'

export type IsClosedDay = (day: Day) => boolean

/** The city's closed days (市の休日, 地方自治法4条の2 and the city's ordinance). */
export interface ClosedDayRule {
  /** Weekdays, 0 = Sunday. */
  readonly weekdays: readonly number[]
  readonly nationalHolidays: boolean
  /** `MM-DD`, inclusive; may run over the new year. */
  readonly yearEnd?: { readonly from: string; readonly to: string }
  /** Further closed days, each with its reason (equipment work, a disaster). */
  readonly closed?: readonly Day[]
  /** Days that are open although the rule says closed. */
  readonly open?: readonly Day[]
}

/** 土・日・祝日・12月29日〜1月3日: what 地方自治法4条の2第2項 allows and most cities have. */
export const usualClosedDays: ClosedDayRule = {
  weekdays: [0, 6],
  nationalHolidays: true,
  yearEnd: { from: '12-29', to: '01-03' },
}

/** Compiles the rule into a question that is asked often. */
export function closedDayTest(rule: ClosedDayRule = usualClosedDays): IsClosedDay {
  const closed = new Set(rule.closed)
  const open = new Set(rule.open)
  return (day) => {
    if (open.has(day)) return false
    if (closed.has(day) || rule.weekdays.includes(weekdayOf(day))) return true
    if (rule.nationalHolidays && holidayName(day) !== undefined) return true
    return rule.yearEnd !== undefined && isWithin(day.slice(5), rule.yearEnd.from, rule.yearEnd.to)
  }
}

function isWithin(monthDay: string, from: string, to: string): boolean {
  return from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to
}
