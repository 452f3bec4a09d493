import { type Day, isDay, makeDay, partsOf, weekdayName } from './day.ts'
import { toHalfWidth } from './digits.ts'

export interface Era {
  readonly name: string
  readonly letter: 'M' | 'T' | 'S' | 'H' | 'R'
  /** Code of the standard data layouts, 1–5. */
  readonly code: number
  /** First day, inclusive. */
  readonly from: Day
}

/** Newest first. Gregorian days are usable from 1873-01-01 (明治6年), when the calendar changed. */
export const eras: readonly Era[] = [
  { name: '令和', letter: 'R', code: 5, from: '2019-05-01' },
  { name: '平成', letter: 'H', code: 4, from: '1989-01-08' },
  { name: '昭和', letter: 'S', code: 3, from: '1926-12-25' },
  { name: '大正', letter: 'T', code: 2, from: '1912-07-30' },
  { name: '明治', letter: 'M', code: 1, from: '1868-01-25' },
]

export interface EraYear {
  readonly era: Era
  readonly year: number
}

/** Era and year of a day; undefined before 明治. */
export function eraYearOf(day: Day): EraYear | undefined {
  const era = eras.find((candidate) => candidate.from <= day)
  return era && { era, year: partsOf(day).year - partsOf(era.from).year + 1 }
}

/** 令和8年, 令和元年. Before 明治 the western year. */
export function formatEraYear(day: Day): string {
  const found = eraYearOf(day)
  return found ? `${found.era.name}${found.year === 1 ? '元' : found.year}年` : `${partsOf(day).year}年`
}

/** 令和8年11月27日 */
export function formatEra(day: Day): string {
  const { month, day: date } = partsOf(day)
  return `${formatEraYear(day)}${month}月${date}日`
}

/** 令和8年11月27日（金） */
export function formatEraWithWeekday(day: Day): string {
  return `${formatEra(day)}（${weekdayName(day)}）`
}

/** 令和8年11月分 style months: `2026-11` → 令和8年11月 */
export function formatEraMonth(month: string): string {
  return `${formatEraYear(`${month}-01`)}${Number(month.slice(5, 7))}月`
}

/** 2026年11月27日, as やさしい日本語 writes it. */
export function formatWestern(day: Day): string {
  const { year, month, day: date } = partsOf(day)
  return `${year}年${month}月${date}日`
}

/** 11月27日（金）: where the year can't be doubted. */
export function formatShort(day: Day): string {
  const { month, day: date } = partsOf(day)
  return `${month}月${date}日（${weekdayName(day)}）`
}

/** R8.11.27, for narrow columns. */
export function formatEraShort(day: Day): string {
  const found = eraYearOf(day)
  const { year, month, day: date } = partsOf(day)
  return found ? `${found.era.letter}${found.year}.${month}.${date}` : `${year}.${month}.${date}`
}

export type DateReading =
  | { readonly ok: true; readonly day: Day }
  | {
      readonly ok: false
      /** `unreadable`: no date at all. `no-such-day`: 2/30. `outside-era`: S64-01-08; `suggestion` is the day meant. */
      readonly refusal: 'unreadable' | 'no-such-day' | 'outside-era'
      readonly suggestion?: Day
    }

const eraPattern = /^(令和|平成|昭和|大正|明治|[RHSTM])(元|\d{1,2})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/
const westernPattern = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/

/** Reads a date as people write it: `R8.4.1`, `令和8年4月1日`, `令和元年5月1日`, `2026/4/1`, `20260401`, any width. */
export function readDate(text: string): DateReading {
  const plain = toHalfWidth(text)
    .replace(/[‐‑–—−ー]/g, '-')
    .replace(/\s|（.）|\(.\)/g, '')
    .toUpperCase()
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const western = compact ?? westernPattern.exec(plain)
  if (western) return dayFrom(Number(western[1]), Number(western[2]), Number(western[3]))
  const match = eraPattern.exec(plain)
  if (!match) return { ok: false, refusal: 'unreadable' }
  const era = eras.find(({ name, letter }) => name === match[1] || letter === match[1])
  const year = match[2] === '元' ? 1 : Number(match[2])
  if (!era) return { ok: false, refusal: 'unreadable' }
  return readEraDate(era, year, Number(match[3]), Number(match[4]))
}

/** Reads a date given in parts: an era by name or letter with its year, or a western year when `era` is empty. */
export function readDateParts(era: string, year: number, month: number, day: number): DateReading {
  const name = era.trim().toUpperCase()
  if (name === '' || name === '西暦') return dayFrom(year, month, day)
  const found = eras.find((candidate) => candidate.name === name || candidate.letter === name)
  return found ? readEraDate(found, year, month, day) : { ok: false, refusal: 'unreadable' }
}

function readEraDate(era: Era, year: number, month: number, date: number): DateReading {
  if (year < 1) return { ok: false, refusal: 'no-such-day' }
  const reading = dayFrom(partsOf(era.from).year + year - 1, month, date)
  if (!reading.ok) return reading
  const actual = eraYearOf(reading.day)
  return actual?.era.letter === era.letter ? reading : { ok: false, refusal: 'outside-era', suggestion: reading.day }
}

function dayFrom(year: number, month: number, date: number): DateReading {
  const day = makeDay(year, month, date)
  return day !== undefined && isDay(day) ? { ok: true, day } : { ok: false, refusal: 'no-such-day' }
}
