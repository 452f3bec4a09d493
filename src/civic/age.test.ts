import { describe, expect, it } from 'vitest'
import { ageOn, attainsAgeOn, daysOld, fiscalYearEndAfterAge } from './age.ts'

describe('ages', () => {
  it.each([
    ['2008-04-01', 18, '2026-03-31'],
    ['2008-04-02', 18, '2027-03-31'],
    ['2008-03-31', 18, '2026-03-31'],
    ['2008-02-29', 18, '2026-03-31'],
    ['2008-04-02', 22, '2031-03-31'],
  ])('born %s: the first 31 March after %i is %s', (birth, age, end) =>
    expect(fiscalYearEndAfterAge(birth, age)).toBe(end),
  )

  it.each([
    ['1961-11-23', 65, '2026-11-22'],
    ['2008-04-01', 18, '2026-03-31'],
    ['2008-02-29', 17, '2025-02-28'],
    ['2008-02-29', 16, '2024-02-28'],
    ['2008-03-01', 16, '2024-02-29'],
    ['2008-01-01', 18, '2025-12-31'],
  ])('born %s attains %i on %s', (birth, age, day) => expect(attainsAgeOn(birth, age)).toBe(day))

  it('changes on the birthday, and is attained the day before', () => {
    expect([ageOn('2000-06-15', '2026-06-14'), ageOn('2000-06-15', '2026-06-15')]).toEqual([25, 26])
    expect(attainsAgeOn('2000-06-15', 26)).toBe('2026-06-14')
    expect([ageOn('2008-02-29', '2025-02-28'), ageOn('2008-02-29', '2025-03-01')]).toEqual([16, 17])
  })

  it('counts the days of a puppy', () => {
    expect(daysOld('2026-08-01', '2026-10-30')).toBe(90)
  })
})
