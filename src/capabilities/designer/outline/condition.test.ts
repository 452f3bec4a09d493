import { describe, expect, it } from 'vitest'
import { answersBefore } from './answers-before.ts'
import { type Comparison, comparisonText, pickedText, readPicked } from './condition.ts'

const field = (id: string, type: string, choices?: { id: string; label: { ja: string } }[]) => ({
  id,
  type,
  label: { ja: id },
  ...(choices ? { choices } : {}),
})
const two = [
  { id: 'outing', label: { ja: '遠足' } },
  { id: 'other', label: { ja: 'そのほか' } },
]
const data = {
  pages: [
    {
      id: 'one',
      groups: [
        { id: 'use', fields: [field('why', 'choice', two), field('many', 'multi-choice', two), field('on', 'date')] },
        { id: 'kids', repeat: {}, fields: [field('birth', 'date'), field('count', 'number')] },
      ],
    },
    { id: 'two', groups: [{ id: 'more', use: 'person', with: { sex: false }, fields: [field('yes', 'yes-no')] }] },
  ],
}
const shared = {
  person: { schema: 1, id: 'person', title: { ja: '' }, fields: [field('kana', 'kana'), field('sex', 'choice', two)] },
} as never
const all = answersBefore(data, shared)

describe('answers to pick from', () => {
  const paths = (...at: (string | number)[]) => answersBefore(data, shared, at).map(({ path }) => path)
  it('stand before the question; items of a repeated group only within it', () => {
    expect(paths('pages', 0, 'groups', 0, 'fields', 1)).toEqual(['use.why'])
    expect(paths('pages', 0, 'groups', 1, 'fields', 1)).toEqual(['use.why', 'use.many', 'use.on', 'item.birth'])
    expect(paths('pages', 1)).toEqual(['use.why', 'use.many', 'use.on'])
    expect(all.map(({ path }) => path)).toEqual(['use.why', 'use.many', 'use.on', 'more.kana', 'more.yes'])
  })
})

describe('picked conditions', () => {
  const cases: readonly (readonly [Comparison, string])[] = [
    [{ path: 'use.why', how: 'eq', value: 'そのほか' }, "use.why == 'other'"],
    [{ path: 'use.why', how: 'ne', value: '遠足' }, "use.why != 'outing'"],
    [{ path: 'use.many', how: 'includes', value: '遠足' }, "use.many.contains('outing')"],
    [{ path: 'use.many', how: 'ne', value: '遠足' }, "!(use.many.contains('outing'))"],
    [{ path: 'use.on', how: 'ge', value: '今日' }, 'use.on >= filing.today'],
    [{ path: 'use.on', how: 'lt', value: '2027-04-01' }, "use.on < '2027-04-01'"],
    [{ path: 'more.yes', how: 'eq', value: 'いいえ' }, 'more.yes == false'],
    [{ path: 'more.kana', how: 'given', value: '' }, 'more.kana != null'],
  ]
  it.each(cases)('%o is said as %s and read back', (row, text) => {
    expect(comparisonText(row, all)).toEqual({ ok: true, text })
    expect(readPicked(text, all)).toEqual({ join: 'and', rows: [row] })
  })
  it('are joined, and quotes stay within their text', () => {
    const rows = [cases[0]?.[0], cases[6]?.[0]].filter((row) => row !== undefined)
    const text = pickedText({ join: 'or', rows }, all) ?? ''
    expect(text).toBe("use.why == 'other' || more.yes == false")
    expect(readPicked(text, all)).toEqual({ join: 'or', rows })
    const quoted = comparisonText({ path: 'more.kana', how: 'eq', value: "a' || true || '" }, all)
    expect(quoted).toEqual({ ok: true, text: "more.kana == 'a\\' || true || \\''" })
  })
  it('refuse values that the answer can never have', () => {
    expect(comparisonText({ path: 'use.why', how: 'eq', value: 'x' }, all).ok).toBe(false)
    expect(comparisonText({ path: 'use.on', how: 'lt', value: 'あした' }, all).ok).toBe(false)
    expect(comparisonText({ path: 'no.where', how: 'eq', value: 'x' }, all).ok).toBe(false)
  })
  it('leave alone what a person wrote otherwise', () => {
    expect(readPicked('size(kids) > 2', all)).toBeUndefined()
    expect(readPicked("use.why == 'other' && (more.yes || true)", all)).toBeUndefined()
  })
})
