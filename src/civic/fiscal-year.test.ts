import { describe, expect, it } from 'vitest'
import { fiscalYearOf, formatFiscalYear, openFiscalYears, retentionEnd, schoolEntryYear } from './fiscal-year.ts'
import { endOfValidity } from './validity.ts'

describe('fiscal years', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2027-01-01', 2026],
  ])('%s is in %i', (day, year) => {
    expect(fiscalYearOf(day)).toBe(year)
  })
  it.each([
    [2026, '令和8年度'],
    [2019, '令和元年度'],
    [2018, '平成30年度'],
  ])('%i is %s', (year, name) => {
    expect(formatFiscalYear(year)).toBe(name)
  })
  it('has two open books until the end of May', () => {
    expect(openFiscalYears('2026-05-31')).toEqual([2025, 2026])
    expect(openFiscalYears('2026-06-01')).toEqual([2026])
  })
  it('keeps records for whole fiscal years after the one they were completed in', () => {
    expect(retentionEnd('2026-11-22', 5)).toBe('2032-03-31')
  })
  it('puts a child of 1 April into the earlier school year', () => {
    expect([schoolEntryYear('2020-04-01'), schoolEntryYear('2020-04-02')]).toEqual([2026, 2027])
  })
})

describe('validity in whole months', () => {
  it.each([
    ['2026-11-22', 6, '2027-05-31'],
    ['2026-11-01', 6, '2027-04-30'],
    ['2027-06-01', 12, '2028-05-31'],
    ['2027-08-31', 6, '2028-02-29'],
  ])('from %s, %i months ends on %s', (from, months, end) => expect(endOfValidity(from, months)).toBe(end))
})
