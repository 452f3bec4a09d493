import { type Day, dayOf, daysBetween, partsOf, timeOf } from '../../civic/day.ts'
import { openDaysBetween } from '../../civic/period.ts'
import type { ClockProps } from '../../design/index.ts'
import { nearDays } from './rules/deadline.ts'
import type { CaseState } from './rules/states.ts'
import { caseWords as words } from './words.ja.ts'

/** 「12/1 09:12」: the moment in Japan, short, for lists. */
export function shortMoment(at: Date): string {
  const { month, day } = partsOf(dayOf(at))
  return `${month}/${day} ${timeOf(at)}`
}

/** 「11月27日 10:42」. */
export function longMoment(at: Date): string {
  const { month, day } = partsOf(dayOf(at))
  return `${month}月${day}日 ${timeOf(at)}`
}

/** The ring and its words for a list. `counting` says how days are counted by the definition. */
export function clockOf(
  row: {
    readonly due_on: Day | null
    readonly paused: boolean
    readonly decided_at: Date | null
    readonly closed_at: Date | null
    readonly state: CaseState
  },
  period: { readonly days: number; readonly counting: 'open-days' | 'calendar-days' },
  today: Day,
  isClosedDay: (day: Day) => boolean,
): ClockProps {
  if (row.decided_at !== null || row.closed_at !== null || row.due_on === null)
    return { used: 1, state: 'paused', label: words.clockEnded[row.decided_at === null ? 'ended' : 'decided'] }
  const left =
    period.counting === 'calendar-days'
      ? daysBetween(today, row.due_on)
      : openDaysBetween(today, row.due_on, isClosedDay)
  const used = period.days === 0 ? 1 : Math.min(1, Math.max(0, 1 - left / period.days))
  if (row.paused) return { used, state: 'paused', label: words.clockPaused }
  return { used, state: left < 0 ? 'over' : left <= nearDays ? 'near' : 'running', label: words.daysLeft(left) }
}
