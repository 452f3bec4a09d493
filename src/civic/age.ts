import { addDays, addMonths, type Day, partsOf } from './day.ts'

/**
 * 年齢計算ニ関スル法律（明治35年法律50号）: a person attains age N at the end of the day before the N-th birthday.
 * Someone born on 2/29 attains it on 2/28 in every year.
 */
export function attainsAgeOn(birth: Day, age: number): Day {
  const anniversary = addMonths(birth, age * 12)
  return partsOf(anniversary).day === partsOf(birth).day ? addDays(anniversary, -1) : anniversary
}

/** The age that counts on a whole day: it changes on the birthday (3/1 in ordinary years for 2/29). Negative before birth. */
export function ageOn(birth: Day, day: Day): number {
  const born = partsOf(birth)
  const now = partsOf(day)
  const beforeBirthday = now.month < born.month || (now.month === born.month && now.day < born.day)
  return now.year - born.year - (beforeBirthday ? 1 : 0)
}

/** The first 3/31 on or after the day the age is attained (〜歳に達する日以後の最初の3月31日). */
export function fiscalYearEndAfterAge(birth: Day, age: number): Day {
  const attained = attainsAgeOn(birth, age)
  const end = `${attained.slice(0, 4)}-03-31`
  return attained <= end ? end : `${String(partsOf(attained).year + 1).padStart(4, '0')}-03-31`
}

/** Days of life on a day: 0 on the day of birth. For rules in days (a dog of 91 days). */
export function daysOld(birth: Day, day: Day): number {
  return Math.round((Date.parse(day) - Date.parse(birth)) / 86_400_000)
}
