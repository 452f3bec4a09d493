import { type Day, partsOf } from './day.ts'
import { formatEraYear } from './era.ts'

/** 会計年度: 4/1 to 3/31 (地方自治法208条), named by the year it begins in. */
export function fiscalYearOf(day: Day): number {
  const { year, month } = partsOf(day)
  return month >= 4 ? year : year - 1
}

export function fiscalYearRange(fiscalYear: number): { readonly from: Day; readonly to: Day } {
  return { from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31` }
}

/** 令和8年度 */
export function formatFiscalYear(fiscalYear: number): string {
  return `${formatEraYear(`${fiscalYear}-04-01`)}度`.replace('平成31年度', '令和元年度')
}

/** Fiscal years whose books are open: two of them from 4/1 to 5/31 (出納整理期間, 地方自治法235条の5). */
export function openFiscalYears(day: Day): readonly number[] {
  const current = fiscalYearOf(day)
  const month = partsOf(day).month
  return month === 4 || month === 5 ? [current - 1, current] : [current]
}

/** The day a retention of whole fiscal years ends: counted from the day after the fiscal year of completion. */
export function retentionEnd(completedOn: Day, years: number): Day {
  return `${fiscalYearOf(completedOn) + 1 + years}-03-31`
}

/** School year (学年) in which a child of this birthday enters primary school: born on 4/1 belongs to the earlier one. */
export function schoolEntryYear(birth: Day): number {
  const { year, month, day } = partsOf(birth)
  const early = month < 4 || (month === 4 && day === 1)
  return year + (early ? 6 : 7)
}
