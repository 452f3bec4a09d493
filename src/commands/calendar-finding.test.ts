import { expect, test } from 'vitest'
import { calendarFinding } from './calendar-finding.ts'

test.each([
  ['2026-11-22', 'ok', /until the end of 2027/],
  // Not announced before February: nothing can be done yet.
  ['2027-02-28', 'ok', /2028/],
  ['2027-03-01', 'warn', /2028 are a forecast/],
  ['2030-01-01', 'fault', /no holidays of 2031/],
])('on %s the calendar is %s', (today, state, says) => {
  expect(calendarFinding(today)).toEqual({ state, says: expect.stringMatching(says) })
})
