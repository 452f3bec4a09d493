import { type Day, partsOf } from '../civic/day.ts'
import { isProvisionalYear, lastHolidayYear } from '../civic/holidays.ts'

/** The 官報 of February names the equinoxes of the next year; from March on a program that does not know them is old. */
const ANNOUNCED_BY_MONTH = 3

/** Are the holidays known that the periods of today's applications end among? Next year's are among them. */
export function calendarFinding(today: Day): { readonly state: 'ok' | 'warn' | 'fault'; readonly says: string } {
  const { year, month } = partsOf(today)
  const next = year + 1
  if (next > lastHolidayYear)
    return {
      state: 'fault',
      says: `no holidays of ${next} are known: last days that fall on one are counted wrongly; install a newer version`,
    }
  if (month >= ANNOUNCED_BY_MONTH && isProvisionalYear(next))
    return {
      state: 'warn',
      says: `the equinox holidays of ${next} are a forecast, and they are announced by now; install a newer version, or compare the closed days of the office`,
    }
  return { state: 'ok', says: `holidays known until the end of ${next}` }
}
