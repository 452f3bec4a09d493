import { addMonths, type Day, firstDayOfMonth, lastDayOfMonth, partsOf } from './day.ts'

/**
 * The last day of a validity in whole months that begins on `from`: the rest of its month and `months` more;
 * from the 1st of a month just `months` (介護保険法施行規則38条). 2026-11-22 and 6 → 2027-05-31; 2026-11-01 → 2027-04-30.
 */
export function endOfValidity(from: Day, months: number): Day {
  const whole = partsOf(from).day === 1 ? months - 1 : months
  return lastDayOfMonth(addMonths(firstDayOfMonth(from), whole))
}
