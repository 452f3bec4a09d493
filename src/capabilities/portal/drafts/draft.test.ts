import { describe, expect, test } from 'vitest'
import type { Answers } from '../../procedures/language/answers.ts'
import { type DraftBody, type PageSave, same, savePage, valueAt, withValueAt } from './draft.ts'

const body: DraftBody = {
  answers: { person: { phone: '0820000000' }, dogs: [{ name: 'ポチ' }] },
  typed: { 'person.kana': '花', 'dogs.0.birth': '2026/2/30' },
  sources: { 'person.phone': 'account' },
  pages: { person: { version: 3, by: 'tab-a' }, dogs: { version: 5, by: 'tab-b' } },
  filer: 'self',
  locale: 'ja',
  secret: 'ABCDE-FGHJK',
}

const phone = (value: string): Answers => withValueAt(body.answers, 'person.phone', value)

function post(changes: Partial<PageSave>): PageSave {
  return {
    pageId: 'person',
    formKey: 'tab-a2',
    baseVersion: 5,
    answers: phone('0820111111'),
    typed: {},
    names: new Set(['person.phone', 'person.kana']),
    touched: ['person.phone', 'person.kana'],
    ...changes,
  }
}

describe('saving one page', () => {
  test('replaces what was typed on this page and leaves the other pages', () => {
    const saved = savePage(body, 5, post({ typed: { 'person.kana': '花子' } }))
    expect(saved.ok && saved.body.typed).toEqual({ 'dogs.0.birth': '2026/2/30', 'person.kana': '花子' })
    expect(saved.ok && saved.body.pages.person).toEqual({ version: 6, by: 'tab-a2' })
    expect(saved.ok && saved.body.pages.dogs).toEqual({ version: 5, by: 'tab-b' })
  })

  test('an answer typed over is no longer from the account', () => {
    const saved = savePage(body, 5, post({}))
    expect(saved.ok && saved.body.sources).toEqual({})
    const unchanged = savePage(body, 5, post({ answers: body.answers }))
    expect(unchanged.ok && unchanged.body.sources).toEqual({ 'person.phone': 'account' })
  })

  test('a form read before another tab saved the same page is told which answers differ', () => {
    expect(savePage(body, 5, post({ baseVersion: 2 }))).toEqual({
      ok: false,
      refusal: 'saved-elsewhere',
      paths: ['person.phone'],
    })
  })

  test('and is saved when the person says so', () => {
    expect(savePage(body, 5, post({ baseVersion: 2 }), true).ok).toBe(true)
  })

  test('an old form with the same answers disturbs nobody', () => {
    expect(savePage(body, 5, post({ baseVersion: 2, answers: body.answers })).ok).toBe(true)
  })

  test('the same form sent again after the back button is no second tab', () => {
    expect(savePage(body, 5, post({ baseVersion: 2, formKey: 'tab-a' })).ok).toBe(true)
  })

  test('a save of another page since then does not matter', () => {
    expect(savePage(body, 5, post({ baseVersion: 4 })).ok).toBe(true)
  })
})

describe('answers by path', () => {
  test('reading follows own keys only', () => {
    expect(valueAt(body.answers, 'dogs.0.name')).toBe('ポチ')
    expect(valueAt(body.answers, 'dogs.7.name')).toBeUndefined()
    expect(valueAt(body.answers, 'constructor.name')).toBeUndefined()
    expect(valueAt(body.answers, 'person.__proto__.toString')).toBeUndefined()
  })

  test('writing makes a missing group, and never adds items', () => {
    expect(withValueAt({}, 'person.phone', '1')).toEqual({ person: { phone: '1' } })
    expect(withValueAt(body.answers, 'dogs.4.name', 'シロ')).toEqual(body.answers)
  })

  test('a path called __proto__ stays an answer of its own', () => {
    withValueAt({}, '__proto__.polluted', 'yes')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('missing, empty text and empty list are the same nothing', () => {
    expect(same(undefined, '')).toBe(true)
    expect(same([], undefined)).toBe(true)
    expect(same({ a: '', b: 1 }, { b: 1 })).toBe(true)
    expect(same(0, undefined)).toBe(false)
    expect(same(false, '')).toBe(false)
  })
})
