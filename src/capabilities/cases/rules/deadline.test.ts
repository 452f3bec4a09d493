import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedDayTest } from '../../../civic/closed-days.ts'
import { addDays } from '../../../civic/day.ts'
import type { ProcessingHere } from '../../procedures/index.ts'
import { alarmsDue, deadlineOf, timerEnd, type Wait } from './deadline.ts'

const isClosed = closedDayTest()
const thirty: ProcessingHere = { days: 30, counting: 'calendar-days', pausedBy: ['correction'], alarms: [20, 25] }

describe('the clock of a case', () => {
  it('counts from the day after arrival and names the last day', () => {
    const clock = deadlineOf('2026-11-27', thirty, [], '2026-11-30', isClosed)
    expect(clock).toMatchObject({ dueOn: '2026-12-27', elapsed: 3, left: 27, look: 'calm', paused: false })
  })

  it('stands still from the day after the request to the day of the answer', () => {
    const wait: Wait = { state: 'correction', from: '2026-11-30', to: '2026-12-03' }
    expect(deadlineOf('2026-11-27', thirty, [wait], '2026-12-04', isClosed)).toMatchObject({
      elapsed: 4,
      dueOn: '2026-12-30',
      look: 'calm',
    })
    const running = deadlineOf('2026-11-27', thirty, [{ ...wait, to: undefined }], '2026-12-20', isClosed)
    expect(running).toMatchObject({ elapsed: 3, paused: true, look: 'hold' })
  })

  it('does not stop for waiting that the definition does not name', () => {
    const wait: Wait = { state: 'consulting', from: '2026-11-30' }
    expect(deadlineOf('2026-11-27', thirty, [wait], '2026-12-20', isClosed)).toMatchObject({
      elapsed: 23,
      paused: false,
    })
  })

  it('warns when little is left and says when it is late', () => {
    expect(deadlineOf('2026-11-01', thirty, [], '2026-11-28', isClosed).look).toBe('near')
    expect(deadlineOf('2026-11-01', thirty, [], '2026-12-01', isClosed).look).toBe('near')
    expect(deadlineOf('2026-11-01', thirty, [], '2026-12-02', isClosed)).toMatchObject({ look: 'over', left: -1 })
  })

  it('rings each alarm once, and none while it stands still', () => {
    const late = deadlineOf('2026-11-01', thirty, [], '2026-11-27', isClosed)
    expect(alarmsDue(thirty, late, [])).toEqual([20, 25])
    expect(alarmsDue(thirty, late, [20])).toEqual([25])
    expect(alarmsDue(thirty, { ...late, paused: true }, [])).toEqual([])
  })

  it('is never negative, never runs backward, and a pause never brings the last day nearer', () => {
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays('2026-04-01', n))
    const waits = fc.array(
      fc.record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 20 }) }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(
        day,
        waits,
        fc.constantFrom<'open-days' | 'calendar-days'>('open-days', 'calendar-days'),
        fc.integer({ min: 1, max: 45 }),
        fc.integer({ min: 0, max: 90 }),
        (arrived, spans, counting, days, later) => {
          const period: ProcessingHere = { days, counting, pausedBy: ['correction'] }
          const pauses = spans.map(({ start, length }): Wait => {
            const from = addDays(arrived, start)
            return { state: 'correction', from, to: addDays(from, length) }
          })
          const today = addDays(arrived, later)
          const clock = deadlineOf(arrived, period, pauses, today, isClosed)
          const tomorrow = deadlineOf(arrived, period, pauses, addDays(today, 1), isClosed)
          const free = deadlineOf(arrived, period, [], today, isClosed)
          expect(clock.elapsed).toBeGreaterThanOrEqual(0)
          expect(clock.elapsed + clock.left).toBe(days)
          expect(tomorrow.elapsed - clock.elapsed).toBeGreaterThanOrEqual(0)
          expect(tomorrow.elapsed - clock.elapsed).toBeLessThanOrEqual(1)
          expect(clock.dueOn >= free.dueOn).toBe(true)
          expect(clock.left < 0).toBe(
            today > clock.dueOn && deadlineOf(arrived, period, pauses, today, isClosed).elapsed > days,
          )
          expect(clock.used).toBeGreaterThanOrEqual(0)
          expect(clock.used).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('a timer', () => {
  it('ends on an open day: the next one when its last day is closed (民法142条)', () => {
    const days = (count: number) => ({ days: count, counting: 'calendar-days' as const })
    expect(timerEnd('2026-11-24', days(14), isClosed)).toBe('2026-12-08')
    // 12/31 to 1/3 the office is closed
    expect(timerEnd('2026-12-01', days(30), isClosed)).toBe('2027-01-04')
    expect(timerEnd('2026-11-20', { days: 1, counting: 'open-days' }, isClosed)).toBe('2026-11-24')
  })
})
