import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedDayTest } from './closed-days.ts'
import { addDays } from './day.ts'
import {
  addOpenDays,
  daysLeft,
  lastDayOfPeriod,
  monthsCounted,
  nextOpenDay,
  openDaysBetween,
  previousOpenDay,
} from './period.ts'

const closed = closedDayTest()

describe('statutory periods', () => {
  it.each([
    // 情報公開: asked on 6/1, the first day is 6/2
    ['2026-06-01', { days: 15 }, '2026-06-16'],
    ['2026-06-01', { days: 15, countFirstDay: true }, '2026-06-15'],
    ['2026-06-01', { days: 45 }, '2026-07-16'],
    ['2026-06-01', { days: 45, countFirstDay: true }, '2026-07-15'],
    // 児童手当の15日特例: 10/10 is a Saturday, 10/12 a holiday
    ['2026-09-25', { days: 15, shiftToOpenDay: true }, '2026-10-13'],
    ['2025-09-25', { days: 15, shiftToOpenDay: true }, '2025-10-10'],
    ['2026-04-30', { days: 15, shiftToOpenDay: true }, '2026-05-15'],
    // 犬の登録 30 days, over the new year
    ['2026-12-03', { days: 30, shiftToOpenDay: true }, '2027-01-04'],
    // 審査請求 3 months from the day after knowing
    ['2026-11-27', { months: 3 }, '2027-02-27'],
    ['2026-11-30', { months: 3 }, '2027-02-28'],
    ['2026-01-30', { months: 1 }, '2026-02-28'],
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2026-02-28', { months: 1 }, '2026-03-31'],
    ['2026-04-01', { months: 6, countFirstDay: true }, '2026-09-30'],
  ])('%s and %o ends on %s', (from, rule, expected) => {
    expect(lastDayOfPeriod(from, rule, closed)).toBe(expected)
  })

  it.each([
    ['2027-01-31', '2027-02-27', 1],
    ['2027-01-31', '2027-02-28', 1],
    ['2027-01-31', '2027-03-01', 2],
    ['2027-01-30', '2027-02-28', 1],
    ['2028-02-29', '2028-03-28', 1],
    ['2028-02-29', '2028-03-29', 2],
    ['2026-12-10', '2026-12-10', 1],
    ['2026-12-10', '2027-01-09', 1],
    ['2026-12-10', '2027-01-10', 2],
    ['2026-12-31', '2027-12-30', 12],
    ['2026-12-10', '2026-12-09', 0],
  ])('from %s to %s a part of a month counts as one: %i', (from, to, expected) => {
    expect(monthsCounted(from, to)).toBe(expected)
  })

  it('the months counted are the fewest whose period reaches the last day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (offset, days) => {
        const from = addDays('2023-12-31', offset)
        const to = addDays(from, days)
        const n = monthsCounted(from, to)
        expect(lastDayOfPeriod(from, { months: n, countFirstDay: true }) >= to).toBe(true)
        expect(n === 1 || lastDayOfPeriod(from, { months: n - 1, countFirstDay: true }) < to).toBe(true)
      }),
    )
  })

  it('counts open days', () => {
    expect(openDaysBetween('2026-11-20', '2026-11-24', closed)).toBe(1)
    expect(openDaysBetween('2026-11-24', '2026-11-20', closed)).toBe(-1)
    expect(addOpenDays('2026-12-28', 1, closed)).toBe('2027-01-04')
    expect(addOpenDays('2026-11-22', 0, closed)).toBe('2026-11-22')
  })

  it('counts the days left', () => {
    expect(daysLeft('2026-11-27', '2026-11-27')).toBe(0)
    expect(daysLeft('2026-11-27', '2026-11-29')).toBe(-2)
  })

  it('never ends a moved period on a closed day, and adding open days counts back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
        const from = addDays('2020-01-01', offset)
        expect(closed(lastDayOfPeriod(from, { days, shiftToOpenDay: true }, closed))).toBe(false)
        expect(openDaysBetween(from, addOpenDays(from, days, closed), closed)).toBe(days)
      }),
    )
  })

  it('says so when a calendar has no open day', () => {
    expect(() => nextOpenDay('2026-01-01', () => true)).toThrow(/no open day/)
    expect(() => previousOpenDay('2026-01-01', () => true)).toThrow(/no open day/)
  })
})
