import { expect, test } from 'vitest'
import { sayDay, sayFullDay, sayMoment, sayMonth, sayYen } from './dates.ts'

test('a day is said with its weekday in every language', () => {
  expect(sayDay('2026-12-08', 'ja')).toBe('12月8日（火）')
  expect(sayDay('2026-12-08', 'easy')).toBe('12月《がつ》｜8日《ようか》（火曜日《かようび》）')
  expect(sayDay('2026-12-25', 'easy')).toBe('12月《がつ》25日《にち》（金曜日《きんようび》）')
  expect(sayDay('2026-12-08', 'en')).toBe('Tuesday 8 December')
})

test('records carry the year, moments the time in Japan', () => {
  expect(sayFullDay('2026-11-27', 'ja')).toBe('令和8年11月27日（金）')
  expect(sayMoment(new Date('2026-11-27T15:30:00Z'), 'ja')).toBe('令和8年11月28日（土）00:30')
  expect(sayMoment(new Date('2026-11-27T15:30:00Z'), 'en')).toBe('Saturday 28 November 2026, 00:30')
  expect(sayMonth('2027-01', 'ja')).toBe('令和9年1月')
})

test('amounts are grouped by three', () => {
  expect(sayYen(0, 'ja')).toBe('0円')
  expect(sayYen(1234567, 'ja')).toBe('1,234,567円')
  expect(sayYen(3550, 'en')).toBe('¥3,550')
})
