import type { IsClosedDay } from './closed-days.ts'
import { addDays, type Day } from './day.ts'

/** Days on which the clock stands still (補正中など). Without `to` the pause still lasts. */
export interface Pause {
  readonly from: Day
  /** Day on which the clock runs again. */
  readonly to?: Day
}

export interface ProcessingRule {
  readonly days: number
  readonly counting: 'open-days' | 'calendar-days'
  /** The day of arrival is the first day (「受け付けた日から起算して」); else the day after it (民法140条). */
  readonly countFirstDay?: boolean
}

export interface ProcessingClock {
  /** Day on which the period is used up, as far as is known today. */
  readonly dueOn: Day
  /** Counted days so far, without pauses. */
  readonly elapsed: number
  /** Counted days left; negative when late. */
  readonly left: number
  readonly paused: boolean
}

/**
 * The standard or statutory processing period (標準処理期間, 行政手続法6条): counted from the day after arrival unless the
 * rule counts that day too, without the days of a pause. The city's own limit is never moved to an open day.
 */
export function processingClock(
  arrivedOn: Day,
  rule: ProcessingRule,
  pauses: readonly Pause[],
  today: Day,
  isClosedDay: IsClosedDay,
): ProcessingClock {
  const counts = (day: Day) => !isPaused(day, pauses) && (rule.counting === 'calendar-days' || !isClosedDay(day))
  const from = rule.countFirstDay ? addDays(arrivedOn, -1) : arrivedOn
  let elapsed = 0
  for (let day = addDays(from, 1); day <= today; day = addDays(day, 1)) if (counts(day)) elapsed += 1
  const openEnded = pauses.some((pause) => pause.to === undefined && pause.from <= today)
  return {
    dueOn: dueDay(from, rule, closedUntil(pauses, addDays(today, 1)), isClosedDay),
    elapsed,
    left: rule.days - elapsed,
    paused: openEnded || isPaused(today, pauses),
  }
}

function dueDay(from: Day, rule: ProcessingRule, pauses: readonly Pause[], isClosedDay: IsClosedDay): Day {
  let day = from
  let left = rule.days
  while (left > 0) {
    day = addDays(day, 1)
    if (isPaused(day, pauses)) continue
    if (rule.counting === 'calendar-days' || !isClosedDay(day)) left -= 1
  }
  return day
}

/** A pause that still lasts is taken to end tomorrow, so that a due day can be said. */
function closedUntil(pauses: readonly Pause[], end: Day): Pause[] {
  return pauses.map((pause) => ({ from: pause.from, to: pause.to ?? (pause.from < end ? end : pause.from) }))
}

function isPaused(day: Day, pauses: readonly Pause[]): boolean {
  return pauses.some((pause) => day >= pause.from && (pause.to === undefined || day < pause.to))
}
