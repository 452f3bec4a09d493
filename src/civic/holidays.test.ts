import { describe, expect, it } from 'vitest'
import { closedDayTest, usualClosedDays } from './closed-days.ts'
import { holidayName, holidaysOf, isProvisionalYear } from './holidays.ts'

describe('holidays', () => {
  it.each([
    [
      2019,
      '01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23',
    ],
    [
      2020,
      '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23',
    ],
    [2021, '01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23'],
    [
      2026,
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    ],
    [2027, '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23'],
  ])('%i', (year, expected) => {
    expect([...holidaysOf(year).keys()].map((day) => day.slice(5)).join(' ')).toBe(expected)
  })

  it.each([
    ['2026-05-06', '振替休日'],
    ['2026-09-22', '国民の休日'],
    ['2019-10-22', '即位礼正殿の儀の行われる日'],
    ['2025-02-24', '振替休日'],
    ['2026-12-23', undefined],
    ['2018-01-01', undefined],
  ])('%s is %s', (day, name) => expect(holidayName(day)).toBe(name))

  it('says which years are a forecast', () => {
    expect(isProvisionalYear(2027)).toBe(false)
    expect(isProvisionalYear(2028)).toBe(true)
  })
})

describe('closed days', () => {
  const usual = closedDayTest()
  it.each([
    ['2026-11-21', true],
    ['2026-11-22', true],
    ['2026-11-23', true],
    ['2026-11-24', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
    ['2027-01-03', true],
    ['2027-01-04', false],
  ])('%s closed: %s', (day, closed) => expect(usual(day)).toBe(closed))

  it('follows the city’s own days', () => {
    const own = closedDayTest({ ...usualClosedDays, closed: ['2026-11-24'], open: ['2026-11-21'] })
    expect([own('2026-11-24'), own('2026-11-21'), own('2026-11-25')]).toEqual([true, false, false])
  })
})
