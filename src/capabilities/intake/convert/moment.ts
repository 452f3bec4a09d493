import { isDay } from '../../../civic/day.ts'
import { toHalfWidth } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'

/** Where only the day is known it counts from when the office opened, as on paper. */
const opening = '08:30:00'

/**
 * Day and time of an arrival as senders write them, in Japan's time unless they say another: `2026-11-20 14:03:22`,
 * `2026/11/20 14:03`, `20261120140322`, `2026-11-20T14:03:22+09:00`, `令和8年11月20日 午後2時3分`, `R8.11.20`.
 */
export function readMoment(text: string): Date | undefined {
  const plain = toHalfWidth(text)
    .trim()
    .replace(/\([^)]{1,3}\)|（[^）]{1,3}）/g, '')
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/.exec(plain)
  if (iso) return momentOf(plain, plain.slice(0, 10))
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/.exec(plain)
  if (compact) {
    const [, year, month, day, hour, minute, second = '00'] = compact
    return inJapan(`${year}-${month}-${day}`, `${hour}:${minute}:${second}`)
  }
  const match =
    /^(.+?)(?:[T\s]+|(?<=日))(午前|午後|AM|PM)?\s*(\d{1,2})[:時](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?$/i.exec(plain)
  if (match) {
    const [, date = '', half, hours = '', minutes = '', seconds = '0'] = match
    const day = readDate(date)
    const hour = (Number(hours) % (half === undefined ? 100 : 12)) + (/^(午後|PM)$/i.test(half ?? '') ? 12 : 0)
    return day.ok
      ? inJapan(day.day, [hour, minutes, seconds].map((each) => String(each).padStart(2, '0')).join(':'))
      : undefined
  }
  const day = readDate(plain)
  return day.ok ? inJapan(day.day, opening) : undefined
}

function inJapan(day: string, time: string): Date | undefined {
  return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) ? momentOf(`${day}T${time}+09:00`, day) : undefined
}

function momentOf(text: string, day: string): Date | undefined {
  const moment = new Date(text)
  return isDay(day) && !Number.isNaN(moment.getTime()) ? moment : undefined
}
