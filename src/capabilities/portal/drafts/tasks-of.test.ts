import { describe, expect, test } from 'vitest'
import type { PageOnRoute } from '../../procedures/index.ts'
import { draftsMessages } from './messages.ts'
import { tasksOf } from './tasks-of.ts'

const page = (id: string, status: PageOnRoute['status'], groups = [id]): PageOnRoute =>
  ({ page: { id, title: { ja: id }, groups: groups.map((each) => ({ id: each })) }, fields: [], status }) as never
const saved = { version: 2, by: 'tab' }
const card = { applicant: { name: { family: '柳本', given: '花子' } } }

describe.each(['ja', 'easy', 'en'] as const)('the list of pages in %s', (locale) => {
  const m = draftsMessages[locale]
  const states = (route: readonly PageOnRoute[], pages: Record<string, typeof saved>) => {
    const { tasks, next, done } = tasksOf(route, { answers: card, pages }, '/drafts/1', m)
    return { tasks: tasks.map(({ status, note }) => [status, note]), next: next?.page.id, done }
  }

  test('says of a page that was only filled in from the card that it has not been begun and wants a look', () => {
    const route = [page('reason', 'open'), page('applicant', 'started')]
    expect(states(route, {})).toEqual({
      tasks: [
        ['next', undefined],
        ['open', m.prefilledTask],
        ['blocked', m.blockedCheck],
      ],
      next: 'reason',
      done: 0,
    })
  })

  test('also when the card gave everything, and leads there', () => {
    const route = [page('reason', 'done'), page('applicant', 'done'), page('words', 'done')]
    expect(states(route, { reason: saved })).toEqual({
      tasks: [
        ['done', undefined],
        ['next', m.prefilledTask],
        ['done', undefined],
        ['blocked', m.blockedCheck],
      ],
      next: 'applicant',
      done: 2,
    })
  })

  test('says that it is under way, or done, once it was saved', () => {
    const pages = { applicant: saved }
    expect(states([page('reason', 'open'), page('applicant', 'started')], pages).tasks[1]).toEqual([
      'started',
      undefined,
    ])
    expect(states([page('applicant', 'done')], pages)).toEqual({
      tasks: [
        ['done', undefined],
        ['next', undefined],
      ],
      next: undefined,
      done: 1,
    })
  })
})
