import { describe, expect, test } from 'vitest'
import { readAskedDay, viewDeadline } from './deadline.ts'

describe('the deadline seen from today', () => {
  const deadline = { from: '2026-11-23', last: '2026-12-08' }

  test('days are counted to the last day', () => {
    expect(viewDeadline(deadline, '2026-11-27')).toEqual({
      kind: 'in-time',
      from: '2026-11-23',
      due: '2026-12-08',
      left: 11,
    })
  })

  test('on the last day it is still in time, the day after it is late', () => {
    expect(viewDeadline(deadline, '2026-12-08')).toMatchObject({ kind: 'in-time', left: 0 })
    expect(viewDeadline(deadline, '2026-12-09')).toMatchObject({ kind: 'late', left: -1 })
  })

  test('an event to come is no reason to file yet', () => {
    expect(viewDeadline(deadline, '2026-11-22').kind).toBe('future')
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
