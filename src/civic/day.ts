/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`. Days compare as plain strings. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

export interface DayParts {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
}

const millisecondsADay = 86_400_000
const tokyoOffset = 9 * 60 * 60 * 1000
const weekdayNames = ['日', '月', '火', '水', '木', '金', '土'] as const

/** True for an existing day of the Gregorian calendar written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && makeDay(...numbersOf(text)) === text
}

/** The day of these numbers, or undefined when the calendar has no such day (2/29 of an ordinary year, 4/31). */
export function makeDay(year: number, month: number, day: number): Day | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return undefined
  if (month < 1 || month > 12 || day < 1 || day > lastDayNumber(year, month)) return undefined
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

export function partsOf(day: Day): DayParts {
  const [year, month, date] = numbersOf(day)
  return { year, month, day: date }
}

/** The day in Tokyo at a moment. Japan has one zone and no summer time. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + tokyoOffset).toISOString().slice(0, 10)
}

/** Clock time in Tokyo, `HH:MM`. */
export function timeOf(moment: Date): string {
  return new Date(moment.getTime() + tokyoOffset).toISOString().slice(11, 16)
}

/** Clock time in Tokyo to the second, `HH:MM:SS`: what a closing second is compared with. */
export function secondOf(moment: Date): string {
  return new Date(moment.getTime() + tokyoOffset).toISOString().slice(11, 19)
}

export function addDays(day: Day, days: number): Day {
  return fromSerial(serial(day) + days)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return serial(to) - serial(from)
}

/** The corresponding day `months` later; where the month has no such day, its last day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = partsOf(day)
  const index = year * 12 + (month - 1) + months
  const newYear = Math.floor(index / 12)
  const newMonth = (index % 12) + 1
  return `${pad(newYear, 4)}-${pad(newMonth, 2)}-${pad(Math.min(date, lastDayNumber(newYear, newMonth)), 2)}`
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return (((serial(day) + 4) % 7) + 7) % 7
}

/** 日・月・火・水・木・金・土 */
export function weekdayName(day: Day): string {
  return weekdayNames[weekdayOf(day)] ?? ''
}

export function firstDayOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

export function lastDayOfMonth(day: Day): Day {
  const { year, month } = partsOf(day)
  return `${day.slice(0, 7)}-${pad(lastDayNumber(year, month), 2)}`
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** `2026-11` and 3 give `2027-02`. */
export function addToMonth(month: Month, months: number): Month {
  return monthOf(addMonths(`${month}-01`, months))
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function lastDayNumber(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function numbersOf(day: string): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

/** Days since 1970-01-01. `setUTCFullYear` because `Date.UTC` reads years below 100 as 19xx. */
function serial(day: Day): number {
  const [year, month, date] = numbersOf(day)
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, date) / millisecondsADay)
}

function fromSerial(days: number): Day {
  return new Date(days * millisecondsADay).toISOString().slice(0, 10)
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
