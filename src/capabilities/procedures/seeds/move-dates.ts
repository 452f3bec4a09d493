import { addDays, type Day, daysBetween, makeDay, partsOf } from '../../../civic/day.ts'
import { formatEra, readDate } from '../../../civic/era.ts'
import type { Register } from './registers.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const iso = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g
const era = /令和(?:元|\d+)年\d+月\d+日/g
const easy = /(\d{4})年《ねん》(\d+)月《がつ》(\d+)日《にち》/g
const english = new RegExp(`(\\d+) (${months.join('|')}) (\\d{4})`, 'g')

/**
 * A demonstration's register, as if it had been written on the day of the first start: a register that says the day it was written
 * for moves on with all its days, also those in its words, by whole weeks, so that every weekday stays what it is. One that
 * says no day stays as it is.
 */
export function movedTo(register: Register, today: Day): Register {
  const { writtenFor, ...kept } = register
  if (writtenFor === undefined) return register
  const days = Math.max(0, Math.floor(daysBetween(writtenFor, today) / 7) * 7)
  return days === 0 ? kept : (moved(kept, days) as Register)
}

function moved(value: unknown, days: number): unknown {
  if (typeof value === 'string') return movedText(value, days)
  if (Array.isArray(value)) return value.map((each) => moved(each, days))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each, days)]))
}

function movedText(text: string, days: number): string {
  return text
    .replace(iso, (day) => addDays(day, days))
    .replace(era, (words) => {
      const read = readDate(words)
      return read.ok ? formatEra(addDays(read.day, days)) : words
    })
    .replace(easy, (words, year: string, month: string, date: string) => {
      const to = later(Number(year), Number(month), Number(date), days)
      return to ? `${to.year}年《ねん》${to.month}月《がつ》${to.day}日《にち》` : words
    })
    .replace(english, (words, date: string, month: string, year: string) => {
      const to = later(Number(year), months.indexOf(month) + 1, Number(date), days)
      return to ? `${to.day} ${months[to.month - 1]} ${to.year}` : words
    })
}

function later(year: number, month: number, date: number, days: number) {
  const day = makeDay(year, month, date)
  return day && partsOf(addDays(day, days))
}
