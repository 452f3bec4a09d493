import { type Day, daysBetween, isDay } from '../../../civic/day.ts'
import { lastDayOfPeriod } from '../../../civic/period.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import type { DueRule } from '../language/guide.ts'

/** Until when something is to be done, seen from today. */
export interface Due {
  /** The day it counts from; absent where the rule names the day itself. */
  readonly from?: Day
  readonly last: Day
  /** Calendar days left: 0 on the last day, negative when it has passed. */
  readonly left: number
  /** The day it counts from is still to come, and it can't be done before. */
  readonly opensLater: boolean
  readonly advised: boolean
  readonly article?: string
}

/**
 * The last day of an item.
 * @param day what the rule's expression gave; anything but a day means that there is no last day
 * @param procedure a procedure of ours: its own period counts where the rule names none
 */
export function dueOf(
  rule: DueRule | undefined,
  day: unknown,
  procedure: CompiledProcedure | undefined,
  city: CityFacts,
  today: Day,
): Due | undefined {
  if (rule === undefined || typeof day !== 'string' || !isDay(day)) return undefined
  const advised = rule.advised === true
  const seen = (last: Day, rest: Partial<Due> = {}): Due => ({
    last,
    left: daysBetween(today, last),
    opensLater: false,
    advised,
    ...(rule.article === undefined ? {} : { article: rule.article }),
    ...rest,
  })
  if (rule.on !== undefined) return seen(day)
  const opensLater = rule.early !== true && day > today
  if (rule.days === undefined && rule.months === undefined) {
    const own = procedure?.deadlineFrom(day, city)
    return own && seen(own.last, { from: day, opensLater, article: own.article })
  }
  const last = lastDayOfPeriod(
    day,
    {
      ...(rule.months === undefined ? { days: rule.days ?? 0 } : { months: rule.months }),
      ...(rule.countFirstDay === undefined ? {} : { countFirstDay: rule.countFirstDay }),
      shiftToOpenDay: rule.shiftToOpenDay ?? true,
    },
    (each) => city.isClosedDay(each),
  )
  return seen(last, { from: day, opensLater })
}
