import { describe, expect, it } from 'vitest'
import { fiscalYearOf } from './fiscal-year.ts'
import { endOfValidity } from './validity.ts'

describe('fiscal years', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2027-01-01', 2026],
  ])('%s is in %i', (day, year) => {
    expect(fiscalYearOf(day)).toBe(year)
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
