import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from './day.ts'
import {
  eras,
  formatEra,
  formatEraMonth,
  formatEraShort,
  formatEraWithWeekday,
  formatShort,
  readDate,
  readDateParts,
} from './era.ts'

describe('the era calendar', () => {
  it.each([
    ['R8.4.1', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026/4/1', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['Ｒ８．４．１', '2026-04-01'],
    ['r8/4/1', '2026-04-01'],
    ['昭和64年1月7日', '1989-01-07'],
    ['H31.4.30', '2019-04-30'],
    ['令和８年１１月２７日（金）', '2026-11-27'],
    ['M45.7.29', '1912-07-29'],
    ['S1.12.25', '1926-12-25'],
    ['2026年 4月 1日', '2026-04-01'],
  ])('reads %s', (text, day) => expect(readDate(text)).toEqual({ ok: true, day }))

  it.each([
    ['S64.1.8', '1989-01-08'],
    ['H31.5.1', '2019-05-01'],
    ['令和元年4月30日', '2019-04-30'],
    ['T15.12.25', '1926-12-25'],
  ])('refuses %s, which is outside its era, and offers %s', (text, suggestion) => {
    expect(readDate(text)).toEqual({ ok: false, refusal: 'outside-era', suggestion })
  })

  it.each([
    ['R8.2.30', 'no-such-day'],
    ['2026-13-01', 'no-such-day'],
    ['R0.1.1', 'no-such-day'],
    ['きのう', 'unreadable'],
    ['', 'unreadable'],
    ['X8.4.1', 'unreadable'],
    ['8.4.1', 'unreadable'],
  ])('refuses %s as %s', (text, refusal) => expect(readDate(text)).toEqual({ ok: false, refusal }))

  it('reads parts', () => {
    expect(readDateParts('令和', 8, 4, 1)).toEqual({ ok: true, day: '2026-04-01' })
    expect(readDateParts('', 2026, 4, 1)).toEqual({ ok: true, day: '2026-04-01' })
    expect(readDateParts('平成', 31, 5, 1)).toMatchObject({ refusal: 'outside-era', suggestion: '2019-05-01' })
    expect(readDateParts('慶応', 3, 5, 1)).toMatchObject({ refusal: 'unreadable' })
  })

  it('writes days', () => {
    expect(formatEraWithWeekday('2026-11-27')).toBe('令和8年11月27日（金）')
    expect(formatEra('2019-05-01')).toBe('令和元年5月1日')
    expect(formatEra('1989-01-07')).toBe('昭和64年1月7日')
    expect(formatEraMonth('2026-11')).toBe('令和8年11月')
    expect(formatShort('2026-12-08')).toBe('12月8日（火）')
    expect(formatEraShort('2026-11-27')).toBe('R8.11.27')
    expect(formatEra('1800-01-01')).toBe('1800年1月1日')
  })

  it('reads back every day that it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const day = addDays('1873-01-01', days)
        expect(readDate(formatEra(day))).toEqual({ ok: true, day })
        expect(readDate(formatEraShort(day))).toEqual({ ok: true, day })
      }),
    )
  })

  it('has no gap between the eras', () => {
    expect(eras.map((era) => era.letter).join('')).toBe('RHSTM')
    expect([...eras].sort((a, b) => (a.from < b.from ? 1 : -1))).toEqual(eras)
  })
})
