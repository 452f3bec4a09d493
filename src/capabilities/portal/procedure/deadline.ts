import { type Day, daysBetween } from '../../../civic/day.ts'
import { readTypedDay } from '../../procedures/index.ts'

/** The resident's deadline seen from today; `future`: the day it counts from is still to come, so there is nothing to file yet. */
export interface DeadlineView {
  readonly kind: 'in-time' | 'late' | 'future'
  readonly from: Day
  readonly due: Day
  /** Days left: 0 on the last day, negative when it has passed. */
  readonly left: number
}

/** How a deadline that the definition's rule gave looks on this day. */
export function viewDeadline(deadline: { readonly from: Day; readonly last: Day }, today: Day): DeadlineView {
  const { from, last: due } = deadline
  const left = daysBetween(today, due)
  return { kind: from > today ? 'future' : left < 0 ? 'late' : 'in-time', from, due, left }
}

/** The day typed into the small form of the procedure's page: `from=2026-11-20`, or the four parts of the era date. */
export function readAskedDay(
  query: (name: string) => string | undefined,
): { readonly ok: true; readonly day: Day } | { readonly ok: false } | undefined {
  const { answer, problems } = readTypedDay((part) => (query(part === '' ? 'from' : `from.${part}`) ?? '').slice(0, 40))
  if (typeof answer === 'string') return { ok: true, day: answer }
  return problems.length > 0 ? { ok: false } : undefined
}
