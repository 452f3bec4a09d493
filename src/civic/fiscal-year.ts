import { type Day, partsOf } from './day.ts'

/** 会計年度: 4/1 to 3/31 (地方自治法208条), named by the year it begins in. */
export function fiscalYearOf(day: Day): number {
  const { year, month } = partsOf(day)
  return month >= 4 ? year : year - 1
}
