import type { IsClosedDay } from '../../../civic/closed-days.ts'
import { addDays, type Day } from '../../../civic/day.ts'
import { addOpenDays, lastDayOfPeriod } from '../../../civic/period.ts'
import { type Pause, processingClock } from '../../../civic/processing-clock.ts'
import type { ProcessingHere, ProcessingPeriod } from '../../procedures/index.ts'
import type { CaseState } from './states.ts'

/** A stretch of time in which a case waited for somebody else. Days in Asia/Tokyo. */
export interface Wait {
  /** `decided`: an annulled refusal, during which nothing was pending. */
  readonly state: 'correction' | 'consulting' | 'awaiting-payment' | 'decided'
  readonly from: Day
  readonly to?: Day
}

/** The deadline clock of one case on one day, as the screens show it. */
export interface Deadline {
  readonly dueOn: Day
  readonly startedOn: Day
  readonly periodDays: number
  readonly counting: 'open-days' | 'calendar-days'
  readonly countFirstDay: boolean
  /** Law and article when the period is statutory; the others are the city's own standard (行政手続法6条). */
  readonly statutory?: { readonly law: string; readonly article: string }
  readonly elapsed: number
  /** Counted days left; negative when late. */
  readonly left: number
  readonly paused: boolean
  readonly look: 'over' | 'near' | 'calm' | 'hold'
  /** Part of the period used up, 0 to 1. */
  readonly used: number
  readonly pauses: readonly Wait[]
}

/** Days left at which a clerk is warned. */
export const nearDays = 3

/**
 * Computes the clock. Counted from the day after arrival (民法140条) unless the definition counts that day too; days of waiting that the definition names do not count:
 * the day of the request is still the office's, the day of the answer is the applicant's.
 */
export function deadlineOf(
  arrivedOn: Day,
  period: ProcessingHere,
  waits: readonly Wait[],
  today: Day,
  isClosedDay: IsClosedDay,
): Deadline {
  const pauses = waits.filter(
    ({ state }) => state === 'decided' || (period.pausedBy as readonly CaseState[]).includes(state),
  )
  const asOf = today < arrivedOn ? arrivedOn : today
  const clock = processingClock(arrivedOn, period, pauses.map(toPause), asOf, isClosedDay)
  const paused = pauses.some((wait) => wait.to === undefined)
  return {
    dueOn: clock.dueOn,
    startedOn: arrivedOn,
    periodDays: period.days,
    counting: period.counting,
    countFirstDay: period.countFirstDay === true,
    ...(period.statutory ? { statutory: period.statutory } : {}),
    elapsed: clock.elapsed,
    left: clock.left,
    paused,
    look: paused ? 'hold' : clock.left < 0 ? 'over' : clock.left <= nearDays ? 'near' : 'calm',
    used: period.days === 0 ? 1 : Math.min(1, clock.elapsed / period.days),
    pauses,
  }
}

/** A request on day a answered on day b takes the days after a up to and including b. */
function toPause(wait: Wait): Pause {
  const from = addDays(wait.from, 1)
  return wait.to === undefined ? { from } : { from, to: addDays(wait.to, 1) }
}

/** Elapsed days at which the office is reminded and has not been yet. */
export function alarmsDue(
  period: ProcessingPeriod,
  deadline: Deadline,
  alreadyRung: readonly number[],
): readonly number[] {
  if (deadline.paused) return []
  return (period.alarms ?? []).filter((days) => deadline.elapsed >= days && !alreadyRung.includes(days))
}

/** The day on which the next alarm rings, as far as is known today; none while the clock stands still. */
export function nextAlarmOn(
  period: ProcessingPeriod,
  deadline: Deadline,
  alreadyRung: readonly number[],
  today: Day,
  isClosedDay: IsClosedDay,
): Day | null {
  const left = (period.alarms ?? []).filter((days) => !alreadyRung.includes(days))
  if (deadline.paused || left.length === 0) return null
  const rule = { days: Math.min(...left), counting: period.counting, countFirstDay: deadline.countFirstDay }
  return processingClock(deadline.startedOn, rule, deadline.pauses.map(toPause), today, isClosedDay).dueOn
}

/** Last day of a timer of so many days, beginning the day after. What ends on a closed day ends on the next open one (民法142条). */
export function timerEnd(
  from: Day,
  timer: { readonly days: number; readonly counting: 'open-days' | 'calendar-days' },
  isClosedDay: IsClosedDay,
): Day {
  return timer.counting === 'open-days'
    ? addOpenDays(from, timer.days, isClosedDay)
    : lastDayOfPeriod(from, { days: timer.days, shiftToOpenDay: true }, isClosedDay)
}
