import { type Day, daysBetween } from '../../../civic/day.ts'
import { type DateReading, readDate, readDateParts } from '../../../civic/era.ts'

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
