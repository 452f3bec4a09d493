import { isHolderOf } from '../../../../civic/account.ts'
import { ageOn, attainsAgeOn, daysOld, fiscalYearEndAfterAge } from '../../../../civic/age.ts'
import { addDays, addMonths, addToMonth, daysBetween, isDay, lastDayOfMonth, monthOf } from '../../../../civic/day.ts'
import { fiscalYearOf } from '../../../../civic/fiscal-year.ts'
import { addOpenDays, lastDayOfPeriod, monthsCounted, nextOpenDay, previousOpenDay } from '../../../../civic/period.ts'
import { endOfValidity } from '../../../../civic/validity.ts'
import { any, bool, date, listOf, month, number, type Type, text, time } from './types.ts'
import { isList, isRecord, type Scope, type Value, valueText } from './value.ts'

/** A function of the language. Arguments are never `null`: a call with `null` gives `null` (see `compile.ts`). */
export interface LanguageFunction {
  readonly params: readonly Type[]
  /** The last parameter may come many times. */
  readonly many?: boolean
  readonly returns: Type | ((args: readonly Type[]) => Type)
  /** Steps that one call counts for. */
  readonly cost: number
  run(args: readonly Value[], scope: Scope): Value
}

type Run = LanguageFunction['run']

function define(params: readonly Type[], returns: LanguageFunction['returns'], run: Run, cost = 2): LanguageFunction {
  return { params, returns, run, cost }
}

/** Wraps a rule of the calendar: a text that is no existing day gives `null`, never a broken result. */
function onDays(count: number, run: (args: readonly string[], rest: readonly number[], scope: Scope) => Value): Run {
  return (args, scope) => {
    const days = args.slice(0, count).map(String)
    if (!days.every((day) => isDay(day))) return null
    const result = run(days, args.slice(count).map(Number), scope)
    return typeof result === 'number' && !Number.isSafeInteger(result) ? null : result
  }
}

const monthOrDay = /^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/
const asMonth = (value: Value): string | null =>
  typeof value === 'string' && monthOrDay.test(value) ? monthOf(value.length === 7 ? `${value}-01` : value) : null
const monthNumber = (value: string): number => Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7))
const elementOf = (args: readonly Type[]): Type => {
  const first = args[0] ?? any
  return first.kind === 'list' ? first.of : first
}
const numbersOf = (args: readonly Value[]): readonly Value[] => {
  const first = args[0]
  return first !== undefined && isList(first) ? first.filter((x) => x !== null) : args
}
/** Distances are bounded, so that no expression can walk a calendar for seconds. */
const within = (n: number, most: number): boolean => Number.isSafeInteger(n) && Math.abs(n) <= most

/** Every function of the language. Periods and calendars are those of `civic`. */
export const functions: Readonly<Record<string, LanguageFunction>> = {
  ageOn: define(
    [date, date],
    number,
    onDays(2, ([birth = '', on = '']) => ageOn(birth, on)),
  ),
  daysOld: define(
    [date, date],
    number,
    onDays(2, ([birth = '', on = '']) => daysOld(birth, on)),
  ),
  addDays: define(
    [date, number],
    date,
    onDays(1, ([d = ''], [n = 0]) => (within(n, 200_000) ? addDays(d, n) : null)),
  ),
  addMonths: define(
    [date, number],
    date,
    onDays(1, ([d = ''], [n = 0]) => (within(n, 6000) ? addMonths(d, n) : null)),
  ),
  nextOpenDay: define(
    [date],
    date,
    onDays(1, ([d = ''], _, s) => nextOpenDay(d, (x) => s.isClosedDay(x))),
    20,
  ),
  previousOpenDay: define(
    [date],
    date,
    onDays(1, ([d = ''], _, s) => previousOpenDay(d, (x) => s.isClosedDay(x))),
    20,
  ),
  addOpenDays: define(
    [date, number],
    date,
    onDays(1, ([d = ''], [n = 0], s) => (within(n, 400) ? addOpenDays(d, n, (x) => s.isClosedDay(x)) : null)),
    100,
  ),
  daysBetween: define(
    [date, date],
    number,
    onDays(2, ([a = '', b = '']) => daysBetween(a, b)),
  ),
  fiscalYear: define(
    [date],
    number,
    onDays(1, ([d = '']) => fiscalYearOf(d)),
  ),
  fyEndAfterAge: define(
    [date, number],
    date,
    onDays(1, ([birth = ''], [age = 0]) => (within(age, 200) ? fiscalYearEndAfterAge(birth, age) : null)),
  ),
  attainsOn: define(
    [date, number],
    date,
    onDays(1, ([birth = ''], [age = 0]) => (within(age, 200) ? attainsAgeOn(birth, age) : null)),
  ),
  endOfValidity: define(
    [date, number],
    date,
    onDays(1, ([from = ''], [months = 0]) => (within(months, 1200) && months > 0 ? endOfValidity(from, months) : null)),
  ),
  dateIn: define([month, number], date, (args) => dayInMonth(asMonth(args[0] ?? null), Number(args[1]))),
  nextYearly: define(
    [number, number],
    date,
    ([inMonth = null, n = null], s) => nextYearly(Number(inMonth), Number(n), s),
    60,
  ),
  nextMonthly: define([number], date, ([n = null], s) => nextMonthly(Number(n), s), 60),
  isHolder: define([any, text, text], bool, ([account = null, family = null, given = null]) =>
    isRecord(account)
      ? account.choice === 'registered-public' ||
        isHolderOf(valueText(account.holderKana ?? null), String(family), String(given))
      : null,
  ),
  yearMonth: define(
    [date],
    month,
    onDays(1, ([d = '']) => monthOf(d)),
  ),
  dayOfMonth: define(
    [date],
    number,
    onDays(1, ([d = '']) => Number(d.slice(8))),
  ),
  year: define([any], number, (args) => Number(asMonth(args[0] ?? null)?.slice(0, 4) ?? Number.NaN) || null),
  month: define([any], number, (args) => Number(asMonth(args[0] ?? null)?.slice(5) ?? Number.NaN) || null),
  monthAfter: define([any, number], month, (args) => {
    const from = asMonth(args[0] ?? null)
    const n = Number(args[1])
    return from === null || !within(n, 6000) ? null : addToMonth(from, n)
  }),
  monthsBetween: define([any, any], number, (args) => {
    const from = asMonth(args[0] ?? null)
    const to = asMonth(args[1] ?? null)
    return from === null || to === null ? null : monthNumber(to) - monthNumber(from)
  }),
  monthsCounted: define(
    [date, date],
    number,
    onDays(2, ([from = '', to = '']) => monthsCounted(from, to)),
  ),
  periodEnd: define(
    [date, number],
    date,
    onDays(1, ([from = ''], [months = 0]) =>
      within(months, 6000) && months > 0 ? lastDayOfPeriod(from, { months, countFirstDay: true }) : null,
    ),
  ),
  minutesBetween: define([time, time], number, ([from = null, to = null]) => {
    const start = minuteOfDay(from)
    const end = minuteOfDay(to)
    return start === undefined || end === undefined ? null : end - start
  }),
  deadlineDays: define(
    [date, number],
    date,
    onDays(1, ([d = ''], [days = 0], s) =>
      within(days, 4000) ? lastDayOfPeriod(d, { days, shiftToOpenDay: true }, (x) => s.isClosedDay(x)) : null,
    ),
    20,
  ),
  deadlineMonths: define(
    [date, number],
    date,
    onDays(1, ([d = ''], [months = 0], s) =>
      within(months, 1200) ? lastDayOfPeriod(d, { months, shiftToOpenDay: true }, (x) => s.isClosedDay(x)) : null,
    ),
    20,
  ),
  size: define([any], number, (args) => sizeOf(args[0] ?? null)),
  length: define([text], number, (args) => [...String(args[0])].length),
  sum: define([listOf(number)], number, (args) => {
    const total = numbersOf(args).reduce<number>((sum, x) => sum + Number(x), 0)
    return Number.isSafeInteger(total) ? total : null
  }),
  min: { ...define([any], elementOf, (args) => extreme(numbersOf(args), -1)), many: true },
  max: { ...define([any], elementOf, (args) => extreme(numbersOf(args), 1)), many: true },
  text: define([any], text, (args) => valueText(args[0] ?? null)),
  join: define([listOf(any), text], text, (args) => {
    const list = args[0]
    return list !== undefined && isList(list)
      ? list
          .filter((x) => x !== null)
          .map(valueText)
          .join(String(args[1]))
      : null
  }),
  contains: define([any, any], bool, ([whole = null, part = null]) =>
    isList(whole) ? whole.includes(part) : String(whole).includes(String(part)),
  ),
  startsWith: define([text, text], bool, ([whole = '', part = '']) => String(whole).startsWith(String(part))),
  endsWith: define([text, text], bool, ([whole = '', part = '']) => String(whole).endsWith(String(part))),
  today: define([], date, (_, scope) => scope.filing.today ?? null),
}

/** Minutes since midnight; `undefined` for what is no time of day. */
function minuteOfDay(value: Value): number | undefined {
  const match = typeof value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(value) : null
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}

/** The day of this number in a month; in a shorter month its last day. */
function dayInMonth(inMonth: string | null, n: number): Value {
  if (inMonth === null || !within(n, 31) || n < 1) return null
  const day = `${inMonth}-${String(n).padStart(2, '0')}`
  return isDay(day) ? day : lastDayOfMonth(`${inMonth}-01`)
}

/** The next day of this date (1月31日) that is not over yet, each moved to its next open day. */
function nextYearly(inMonth: number, n: number, scope: Scope): Value {
  const today = scope.filing.today
  if (typeof today !== 'string' || !within(inMonth, 12) || inMonth < 1) return null
  const year = Number(today.slice(0, 4))
  return firstToCome(
    [-1, 0, 1].map((more) => `${year + more}-${String(inMonth).padStart(2, '0')}`),
    n,
    today,
    scope,
  )
}

/** The next day of this number (毎月10日) that is not over yet, each moved to its next open day. */
function nextMonthly(n: number, scope: Scope): Value {
  const today = scope.filing.today
  if (typeof today !== 'string') return null
  return firstToCome(
    [-1, 0, 1].map((more) => addToMonth(monthOf(today), more)),
    n,
    today,
    scope,
  )
}

function firstToCome(months: readonly string[], n: number, today: string, scope: Scope): Value {
  for (const inMonth of months) {
    const day = dayInMonth(inMonth, n)
    if (typeof day !== 'string') return null
    const open = nextOpenDay(day, (x) => scope.isClosedDay(x))
    if (open >= today) return open
  }
  return null
}

function sizeOf(value: Value): number | null {
  if (typeof value === 'string') return [...value].length
  if (isList(value)) return value.length
  return isRecord(value) ? Object.keys(value).length : null
}

function extreme(values: readonly Value[], direction: 1 | -1): Value {
  let best: Value = null
  for (const value of values) {
    if (typeof value !== 'number' && typeof value !== 'string') continue
    if (best === null || (direction === 1 ? value > best : value < best)) best = value
  }
  return best
}

/** Walks over a list with a name for the item: `list.exists(c, …)`. */
export const macros = ['exists', 'all', 'exists_one', 'filter', 'map'] as const
export type Macro = (typeof macros)[number]
export function isMacro(name: string): name is Macro {
  return (macros as readonly string[]).includes(name)
}
