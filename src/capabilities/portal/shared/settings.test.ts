import { describe, expect, it } from 'vitest'
import type { City } from '../../../platform/cities.ts'
import { draftExpiry } from './settings.ts'

const city = (draftDays?: number) => ({ settings: { portal: { draftDays } } }) as unknown as City

describe('how long a draft is kept', () => {
  it.each([
    ['just after midnight', '2026-11-22T00:00:00+09:00'],
    ['just before the next one', '2026-11-22T23:59:59.999+09:00'],
  ])('counts from the day of the save and lasts until the end of the last day: saved %s', (_, savedAt) => {
    expect(draftExpiry(city(), new Date(savedAt))).toEqual(new Date('2026-12-22T23:59:59.999+09:00'))
    expect(draftExpiry(city(3), new Date(savedAt))).toEqual(new Date('2026-11-25T23:59:59.999+09:00'))
  })
})
