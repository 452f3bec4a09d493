import { addDays, type Day, makeDay, partsOf, weekdayOf } from './day.ts'

/**
 * 国民の祝日 by 国民の祝日に関する法律（昭和23年法律178号）, with 振替休日（3条2項）and 国民の休日（3条3項）.
 * 春分の日 and 秋分の日 are fixed in the 官報 of February of the year before, so they are a table, not a formula.
 */
const equinoxes: Readonly<Record<number, readonly [spring: number, autumn: number]>> = {
  2019: [21, 23],
  2020: [20, 22],
  2021: [20, 23],
  2022: [21, 23],
  2023: [21, 23],
  2024: [20, 22],
  2025: [20, 23],
  2026: [20, 23],
  2027: [21, 23],
  2028: [20, 22],
  2029: [20, 23],
  2030: [20, 23],
}

/** Last year whose equinoxes the 官報 has announced; later years are the astronomers' forecast. */
const announcedUntil = 2027
/** Last year of the table: after it no holiday is known. */
export const lastHolidayYear = 2030

const years = new Map<number, ReadonlyMap<Day, string>>()

/** All days off of one year by law, in order of days; empty outside the table. */
export function holidaysOf(year: number): ReadonlyMap<Day, string> {
  const known = years.get(year)
  if (known) return known
  const computed = withDaysBetween(year, withSubstitutes(namedHolidays(year)))
  years.set(year, computed)
  return computed
}

/** The holiday's name (元日, 振替休日, 国民の休日 …); undefined on other days. */
export function holidayName(day: Day): string | undefined {
  return holidaysOf(partsOf(day).year).get(day)
}

/** True while the year's equinoxes are a forecast. */
export function isProvisionalYear(year: number): boolean {
  return year > announcedUntil
}

function namedHolidays(year: number): Map<Day, string> {
  const days = new Map<Day, string>()
  const equinox = equinoxes[year]
  if (!equinox) return days
  const put = (month: number, date: number, name: string) => {
    const day = makeDay(year, month, date)
    if (day) days.set(day, name)
  }
  put(1, 1, '元日')
  put(1, mondayOf(year, 1, 2), '成人の日')
  put(2, 11, '建国記念の日')
  if (year >= 2020) put(2, 23, '天皇誕生日')
  put(3, equinox[0], '春分の日')
  put(4, 29, '昭和の日')
  put(5, 3, '憲法記念日')
  put(5, 4, 'みどりの日')
  put(5, 5, 'こどもの日')
  put(9, mondayOf(year, 9, 3), '敬老の日')
  put(9, equinox[1], '秋分の日')
  put(11, 3, '文化の日')
  put(11, 23, '勤労感謝の日')
  movedHolidays(year, put)
  return days
}

/** 海の日・山の日・スポーツの日, moved for the Olympic games of 2020 and 2021; the accession of 2019. */
function movedHolidays(year: number, put: (month: number, date: number, name: string) => void): void {
  if (year === 2019) {
    // 天皇の即位の日及び即位礼正殿の儀の行われる日を休日とする法律（平成30年法律99号）
    put(5, 1, '天皇の即位の日')
    put(10, 22, '即位礼正殿の儀の行われる日')
  }
  if (year === 2020 || year === 2021) {
    const [sea, sports, mountain] = year === 2020 ? [23, 24, 10] : [22, 23, 8]
    put(7, sea, '海の日')
    put(7, sports, 'スポーツの日')
    put(8, mountain, '山の日')
    return
  }
  put(7, mondayOf(year, 7, 3), '海の日')
  put(8, 11, '山の日')
  put(10, mondayOf(year, 10, 2), year === 2019 ? '体育の日' : 'スポーツの日')
}

function withSubstitutes(named: Map<Day, string>): Map<Day, string> {
  const all = new Map(named)
  for (const day of named.keys()) {
    if (weekdayOf(day) !== 0) continue
    let next = addDays(day, 1)
    while (named.has(next)) next = addDays(next, 1)
    all.set(next, '振替休日')
  }
  return all
}

function withDaysBetween(year: number, days: Map<Day, string>): ReadonlyMap<Day, string> {
  const between: Day[] = []
  for (const day of days.keys()) {
    const middle = addDays(day, 1)
    // 3条3項 asks for 祝日 on both sides; a 振替休日 is none.
    if (!days.has(middle) && isNamed(days.get(day)) && isNamed(days.get(addDays(day, 2)))) between.push(middle)
  }
  for (const day of between) if (partsOf(day).year === year) days.set(day, '国民の休日')
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isNamed(name: string | undefined): boolean {
  return name !== undefined && name !== '振替休日'
}

function mondayOf(year: number, month: number, nth: number): number {
  const first = weekdayOf(makeDay(year, month, 1) ?? '')
  return 1 + ((8 - first) % 7) + (nth - 1) * 7
}
