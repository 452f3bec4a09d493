import type { IsClosedDay } from '../../../civic/closed-days.ts'
import { type Day, daysBetween } from '../../../civic/day.ts'
import { type DateReading, readDate, readDateParts } from '../../../civic/era.ts'
import { lastDayOfPeriod } from '../../../civic/period.ts'
import type { FilingDeadline } from '../../procedures/language/definition.ts'

/** The resident's deadline, counted from the day the law names, seen from today. */
export type Deadline =
  | { readonly kind: 'in-time' | 'late'; readonly from: Day; readonly due: Day; readonly left: number }
  /** The day itself is still to come: there is nothing to file yet. */
  | { readonly kind: 'future'; readonly from: Day; readonly due: Day; readonly left: number }

/** Last day to file for something that happened on `from` (初日不算入, moved to an open day where the law does so). */
export function deadlineFor(rule: FilingDeadline, from: Day, today: Day, isClosedDay: IsClosedDay): Deadline {
  const due = lastDayOfPeriod(
    from,
    {
      ...(rule.days === undefined ? {} : { days: rule.days }),
      ...(rule.months === undefined ? {} : { months: rule.months }),
      countFirstDay: rule.countFirstDay ?? false,
      shiftToOpenDay: rule.shiftToOpenDay,
    },
    isClosedDay,
  )
  const left = daysBetween(today, due)
  const kind = from > today ? 'future' : left < 0 ? 'late' : 'in-time'
  return { kind, from, due, left }
}

const eraNames: Readonly<Record<string, string>> = {
  reiwa: '令和',
  heisei: '平成',
  showa: '昭和',
  taisho: '大正',
  ad: '',
}

/** The day typed into the small form of the procedure's page: `from=2026-11-20`, or the four parts of the era date. */
export function readAskedDay(query: (name: string) => string | undefined): DateReading | undefined {
  const whole = query('from')
  if (whole !== undefined && whole !== '') return readDate(whole.slice(0, 40))
  const parts = ['year', 'month', 'day'].map((part) => (query(`from.${part}`) ?? '').trim().slice(0, 10))
  if (parts.every((part) => part === '')) return undefined
  const [year = '', month = '', day = ''] = parts
  const era = query('from.era') ?? ''
  const written = year.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/^\d{4}$/.test(written)) return readDate(`${written}/${month}/${day}`)
  const number = (text: string): number => Number(text.normalize('NFKC') || Number.NaN)
  const years = written === '元' ? 1 : number(written)
  return readDateParts(eraNames[era] ?? era, years, number(month), number(day))
}
