import { describe, expect, it } from 'vitest'
import { closedDayTest } from './closed-days.ts'
import { processingClock } from './processing-clock.ts'

const closed = closedDayTest()

describe('the processing clock', () => {
  it.each([
    // 介護保険法27条11項: 30 days from the application, never moved to an open day
    ['2026-11-22', 30, 'calendar-days', [], '2026-11-22', { dueOn: '2026-12-22', elapsed: 0, left: 30, paused: false }],
    [
      '2026-11-22',
      30,
      'calendar-days',
      [],
      '2026-12-23',
      { dueOn: '2026-12-22', elapsed: 31, left: -1, paused: false },
    ],
    ['2026-11-20', 3, 'open-days', [], '2026-11-24', { dueOn: '2026-11-26', elapsed: 1, left: 2, paused: false }],
    // corrected in five days: they don't count
    [
      '2026-11-02',
      10,
      'calendar-days',
      [{ from: '2026-11-05', to: '2026-11-10' }],
      '2026-11-12',
      { dueOn: '2026-11-17', elapsed: 5, left: 5, paused: false },
    ],
    // still waiting for the correction
    [
      '2026-11-02',
      10,
      'calendar-days',
      [{ from: '2026-11-05' }],
      '2026-11-12',
      { dueOn: '2026-11-20', elapsed: 2, left: 8, paused: true },
    ],
    // 受け付けた日から起算して15日以内: the day of arrival is day 1
    [
      '2026-06-01',
      15,
      'calendar-days',
      [],
      '2026-06-03',
      { dueOn: '2026-06-16', elapsed: 2, left: 13, paused: false },
      false,
    ],
    [
      '2026-06-01',
      15,
      'calendar-days',
      [],
      '2026-06-03',
      { dueOn: '2026-06-15', elapsed: 3, left: 12, paused: false },
      true,
    ],
  ] as const)('from %s, %i %s', (arrived, days, counting, pauses, today, expected, countFirstDay = false) => {
    expect(processingClock(arrived, { days, counting, countFirstDay }, pauses, today, closed)).toEqual(expected)
  })
})
