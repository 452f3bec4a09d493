import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closedDayTest } from '../../../civic/closed-days.ts'
import { addDays } from '../../../civic/day.ts'
import type { FilingDeadline } from '../../procedures/language/definition.ts'
import { deadlineFor, readAskedDay } from './deadline.ts'

const closed = closedDayTest()
const fifteenDays: FilingDeadline = {
  from: 'claim.eventOn',
  fromLabel: { ja: '生まれた日' },
  days: 15,
  shiftToOpenDay: false,
  article: '児童手当法8条3項',
}

describe('the deadline seen from today', () => {
  test('the first day is not counted', () => {
    expect(deadlineFor(fifteenDays, '2026-11-23', '2026-11-27', closed)).toEqual({
      kind: 'in-time',
      from: '2026-11-23',
      due: '2026-12-08',
      left: 11,
    })
  })

  test('on the last day it is still in time, the day after it is late', () => {
    expect(deadlineFor(fifteenDays, '2026-11-23', '2026-12-08', closed).kind).toBe('in-time')
    expect(deadlineFor(fifteenDays, '2026-11-23', '2026-12-09', closed)).toMatchObject({ kind: 'late', left: -1 })
  })

  test('a closed last day moves only where the law moves it', () => {
    const moving = { ...fifteenDays, days: 30, shiftToOpenDay: true }
    expect(deadlineFor(moving, '2026-11-30', '2026-12-01', closed).due).toBe('2027-01-04')
    expect(deadlineFor({ ...moving, shiftToOpenDay: false }, '2026-11-30', '2026-12-01', closed).due).toBe('2026-12-30')
  })

  test('an event to come is no reason to file yet', () => {
    expect(deadlineFor(fifteenDays, '2026-12-24', '2026-11-27', closed).kind).toBe('future')
  })

  test('one day later is never due earlier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.boolean(), (offset, shiftToOpenDay) => {
        const rule = { ...fifteenDays, shiftToOpenDay }
        const from = addDays('2020-01-01', offset)
        const due = deadlineFor(rule, from, '2026-11-27', closed).due
        const next = deadlineFor(rule, addDays(from, 1), '2026-11-27', closed).due
        expect(next >= due).toBe(true)
        if (shiftToOpenDay) expect(closed(due)).toBe(false)
      }),
    )
  })
})

describe('the day typed into the small form', () => {
  const asked = (values: Readonly<Record<string, string | undefined>>) => readAskedDay((name) => values[name])

  test.each([
    [{ from: '2026-11-20' }, '2026-11-20'],
    [{ from: '令和8年11月20日' }, '2026-11-20'],
    [{ 'from.era': 'reiwa', 'from.year': '8', 'from.month': '11', 'from.day': '20' }, '2026-11-20'],
    [{ 'from.era': 'reiwa', 'from.year': '８', 'from.month': '１１', 'from.day': '２０' }, '2026-11-20'],
    [{ 'from.era': 'reiwa', 'from.year': '元', 'from.month': '5', 'from.day': '1' }, '2019-05-01'],
    [{ 'from.era': 'reiwa', 'from.year': '2026', 'from.month': '11', 'from.day': '20' }, '2026-11-20'],
    [{ 'from.era': 'ad', 'from.year': '2026', 'from.month': '11', 'from.day': '20' }, '2026-11-20'],
  ])('%j', (values, day) => {
    expect(asked(values)).toEqual({ ok: true, day })
  })

  test('nothing typed is no question', () => {
    expect(asked({})).toBeUndefined()
    expect(asked({ from: '' })).toBeUndefined()
  })

  test.each([
    { from: 'あした' },
    { 'from.era': 'reiwa', 'from.year': '8', 'from.month': '', 'from.day': '20' },
    { 'from.era': 'reiwa', 'from.year': '8', 'from.month': '2', 'from.day': '30' },
    { 'from.era': 'x', 'from.year': '8', 'from.month': '2', 'from.day': '3' },
  ])('%j is told, not guessed', (values) => {
    expect(asked(values)).toMatchObject({ ok: false })
  })
})
