import { expect, test } from 'vitest'
import { closedDayTest } from '../../../civic/closed-days.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { dueOf } from './due.ts'

const city: CityFacts = { settings: {}, register: () => [], isClosedDay: closedDayTest() }
const today = '2026-11-27'

test('a period begins with the day after, and a closed last day moves on (民法140条・地方自治法4条の2)', () => {
  expect(dueOf({ from: 'x', days: 14 }, '2026-12-18', undefined, city, today)).toMatchObject({
    last: '2027-01-04',
    left: 38,
    opensLater: true,
  })
})

test('notices to the family register count the day itself (戸籍法43条)', () => {
  expect(dueOf({ from: 'x', days: 14, countFirstDay: true }, '2026-11-20', undefined, city, today)?.last).toBe(
    '2026-12-03',
  )
})

test('a named day is not moved, and a day that passed has fewer than none left', () => {
  expect(dueOf({ on: 'x' }, '2026-11-22', undefined, city, today)).toMatchObject({ last: '2026-11-22', left: -5 })
})

test('where the rule names no length, the procedure’s own period counts, with its article', () => {
  const procedure = {
    deadlineFrom: (from: string) => ({ from, last: '2026-12-10', article: '児童手当法第8条第3項' }),
  } as unknown as CompiledProcedure
  expect(dueOf({ from: 'x' }, '2026-11-25', procedure, city, today)).toMatchObject({
    last: '2026-12-10',
    article: '児童手当法第8条第3項',
    opensLater: false,
  })
  expect(dueOf({ from: 'x' }, '2026-11-25', undefined, city, today)).toBeUndefined()
})

test.each([null, true, 20261127, '2026-02-30', ''])('%s is no day, so there is no last day', (day) => {
  expect(dueOf({ from: 'x', days: 3 }, day, undefined, city, today)).toBeUndefined()
})
