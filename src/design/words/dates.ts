import { type Day, dayOf, partsOf, timeOf, weekdayName, weekdayOf } from '../../civic/day.ts'
import { formatEra, formatEraMonth, formatShort } from '../../civic/era.ts'
import type { Locale } from '../../platform/i18n/local-text.ts'

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const weekdayReadings = ['にち', 'げつ', 'か', 'すい', 'もく', 'きん', 'ど']
/** Days of the month that are not read 〜にち. */
const dayReadings: Readonly<Record<number, string>> = {
  1: 'ついたち',
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
}

/** 12月8日（火） · 12月《がつ》8日《ようか》（火曜日） · Tuesday 8 December. The year is left out where it can't be doubted. */
export function sayDay(day: Day, locale: Locale): string {
  const { month, day: date } = partsOf(day)
  if (locale === 'ja') return formatShort(day)
  if (locale === 'en') return `${weekdays[weekdayOf(day)]} ${date} ${months[month - 1]}`
  const reading = dayReadings[date]
  const spoken = reading === undefined ? `${date}日《にち》` : `｜${date}日《${reading}》`
  return `${month}月《がつ》${spoken}（${weekdayName(day)}曜日《${weekdayReadings[weekdayOf(day)]}ようび》）`
}

/** With its year: 令和8年11月27日（金） · 2026年《ねん》11月《がつ》27日《にち》 · Friday 27 November 2026. */
export function sayFullDay(day: Day, locale: Locale): string {
  if (locale === 'ja') return `${formatEra(day)}（${weekdayName(day)}）`
  const { year } = partsOf(day)
  return locale === 'en' ? `${sayDay(day, locale)} ${year}` : `${year}年《ねん》${sayDay(day, locale)}`
}

/** Day and clock time in Japan. */
export function sayMoment(moment: Date, locale: Locale): string {
  const day = dayOf(moment)
  return `${sayFullDay(day, locale)}${locale === 'ja' ? '' : locale === 'en' ? ', ' : ' '}${timeOf(moment)}`
}

/** `2027-01` → 令和9年1月 · January 2027. */
export function sayMonth(month: string, locale: Locale): string {
  const { year, month: number } = partsOf(`${month}-01`)
  if (locale === 'ja') return formatEraMonth(month)
  return locale === 'en' ? `${months[number - 1]} ${year}` : `${year}年《ねん》${number}月《がつ》`
}

/** 3,550円 · ¥3,550. */
export function sayYen(amount: number, locale: Locale): string {
  const digits = String(amount).replace(/\B(?=(\d{3})+$)/g, ',')
  if (locale === 'en') return `¥${digits}`
  return locale === 'easy' ? `${digits}円《えん》` : `${digits}円`
}
