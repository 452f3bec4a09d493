import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addToMonth,
  dayOf,
  daysBetween,
  isDay,
  lastDayOfMonth,
  makeDay,
  secondOf,
  timeOf,
  weekdayName,
} from './day.ts'

const anyDay = fc.integer({ min: -30_000, max: 60_000 }).map((days) => addDays('1970-01-01', days))

describe('days', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['0000-01-01', false],
  ])('%s exists: %s', (text, expected) => expect(isDay(text)).toBe(expected))

  it('turns at midnight in Tokyo', () => {
    expect(dayOf(new Date('2026-03-31T14:59:59Z'))).toBe('2026-03-31')
    expect(dayOf(new Date('2026-03-31T15:00:00Z'))).toBe('2026-04-01')
    expect(timeOf(new Date('2026-03-31T15:05:00Z'))).toBe('00:05')
    expect(secondOf(new Date('2026-03-31T07:59:59.999Z'))).toBe('16:59:59')
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-22', 3, '2027-02-22'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected))

  it.each([
    ['2026-11-27', '金'],
    ['2019-05-01', '水'],
    ['1969-12-31', '水'],
  ])('%s is a %s', (day, name) => {
    expect(weekdayName(day)).toBe(name)
  })

  it('knows the ends of months', () => {
    expect(lastDayOfMonth('2028-02-10')).toBe('2028-02-29')
    expect(addToMonth('2026-11', 3)).toBe('2027-02')
    expect(makeDay(2026, 13, 1)).toBeUndefined()
  })

  it('adds and counts days consistently', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
        expect(isDay(addDays(day, days))).toBe(true)
      }),
    )
  })
})
