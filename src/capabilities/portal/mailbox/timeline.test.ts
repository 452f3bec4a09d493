import { describe, expect, test } from 'vitest'
import { mailboxMessages } from './messages.ts'
import { isUndecided, timelineOf } from './timeline.ts'

const m = mailboxMessages.ja
const facts = {
  arrivedAt: new Date('2026-11-27T01:42:00Z'),
  stateAt: new Date('2026-12-01T03:00:00Z'),
  nextBy: '2026-12-18',
  section: '子育て支援課',
}
const steps = (state: string) => timelineOf({ ...facts, state }, m, 'ja').map(({ status }) => status)

describe('the timeline of an application', () => {
  test.each([
    ['submitted', ['done', 'now', 'later', 'later']],
    ['reviewing', ['done', 'now', 'later', 'later']],
    ['correction', ['done', 'now', 'later', 'later']],
    ['awaiting-payment', ['done', 'now', 'later', 'later']],
    ['approving', ['done', 'done', 'now', 'later']],
    ['decided', ['done', 'done', 'done', 'now']],
    ['notified', ['done', 'done', 'done', 'done']],
    ['completed', ['done', 'done', 'done', 'done']],
    ['withdrawn', ['done', 'done']],
    ['expired', ['done', 'done']],
  ])('%s', (state, expected) => {
    expect(steps(state)).toEqual(expected)
  })

  test('says until when the present step lasts', () => {
    const [, now] = timelineOf({ ...facts, state: 'reviewing' }, m, 'ja')
    expect(now?.note).toBe('12月18日（金）ごろまで')
  })

  test('every state has words in every language', () => {
    for (const messages of Object.values(mailboxMessages))
      for (const words of Object.values(messages.states)) expect(words).not.toBe('')
  })
})

test('withdrawal ends with the decision', () => {
  expect(['submitted', 'correction', 'approving'].every(isUndecided)).toBe(true)
  expect(['decided', 'notified', 'completed', 'withdrawn', 'cancelled', 'expired', 'draft'].some(isUndecided)).toBe(
    false,
  )
})
