import { describe, expect, it } from 'vitest'
import { answersBefore } from './answers-before.ts'
import { type Comparison, comparisonText, pickedText, readPicked } from './condition.ts'
import { pickGroups } from './condition-picks.ts'
import { conditionWords } from './condition-words.ts'

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
  filers: [
    { kind: 'self', label: { ja: '本人' } },
    { kind: 'family', label: { ja: '家族' } },
  ],
  conditions: { far: { label: '遠い', is: 'use.until > filing.today' } },
  pages: [
    {
      id: 'one',
      groups: [
        {
          id: 'use',
          fields: [
            field('why', 'choice', two),
            field('many', 'multi-choice', two),
            field('on', 'date'),
            field('until', 'date'),
          ],
        },
        { id: 'kids', repeat: {}, fields: [field('birth', 'date'), field('count', 'number')] },
      ],
    },
    { id: 'two', groups: [{ id: 'more', use: 'person', with: { sex: false }, fields: [field('yes', 'yes-no')] }] },
  ],
}
const shared = {
  person: { schema: 1, id: 'person', title: { ja: '' }, fields: [field('kana', 'kana'), field('sex', 'choice', two)] },
} as never
// Within the repeated group its own numbers can be asked for, too.
const all = [...answersBefore(data, shared), { path: 'item.count', label: 'count', field: field('count', 'number') }]

describe('answers to pick from', () => {
  const paths = (...at: (string | number)[]) => answersBefore(data, shared, at).map(({ path }) => path)
  const [first, known] = [
    ['use.why', 'use.many', 'use.on', 'use.until'],
    ['filing.filer', 'conditions.far'],
  ]
  it('stand before the question; items of a repeated group only within it', () => {
    expect(paths('pages', 0, 'groups', 0, 'fields', 1)).toEqual(['use.why', 'filing.filer'])
    expect(paths('pages', 0, 'groups', 1, 'fields', 1)).toEqual([...first, 'item.birth', ...known])
    expect(paths('pages', 1)).toEqual([...first, ...known])
    expect(answersBefore(data, shared).map(({ path }) => path)).toEqual([...first, 'more.kana', 'more.yes', ...known])
  })
})

describe('picked conditions', () => {
  const cases: readonly (readonly [Comparison, string, string])[] = [
    [{ pick: 'use.why=other', how: 'eq', value: '' }, "use.why == 'other'", '「why」が「そのほか」'],
    [{ pick: 'use.why=outing', how: 'ne', value: '' }, "use.why != 'outing'", '「why」が「遠足」でない'],
    [{ pick: 'use.many=outing', how: 'eq', value: '' }, "use.many.contains('outing')", '「many」が「遠足」'],
    [{ pick: 'use.many=outing', how: 'ne', value: '' }, "!(use.many.contains('outing'))", '「many」が「遠足」でない'],
    [{ pick: 'use.on@today', how: 'ge', value: '' }, 'use.on >= filing.today', '「on」が「今日」以上（以後）'],
    [{ pick: 'use.on@use.until', how: 'le', value: '' }, 'use.on <= use.until', '「on」が「until」以下（まで）'],
    [
      { pick: 'use.on#', how: 'lt', value: '2027-04-01' },
      "use.on < '2027-04-01'",
      '「on」が「令和9年4月1日」より小さい（前）',
    ],
    [{ pick: 'more.yes=false', how: 'eq', value: '' }, 'more.yes == false', '「yes」が「いいえ」'],
    [{ pick: 'more.kana?given', how: 'eq', value: '' }, 'more.kana != null', '「kana」に答えがある'],
    [{ pick: 'conditions.far=true', how: 'ne', value: '' }, 'conditions.far != true', '条件「遠い」に当てはまらない'],
    [{ pick: 'filing.filer=family', how: 'eq', value: '' }, "filing.filer == 'family'", '「申請する人」が「家族」'],
  ]
  it.each(cases)('%o is said as %s, read back, and told as %s', (row, text, told) => {
    expect(comparisonText(row, all)).toEqual({ ok: true, text })
    expect(readPicked(text, all)).toEqual({ join: 'and', rows: [row] })
    expect(conditionWords(text, all)).toBe(told)
    // Each stands in the list that is picked from.
    expect(pickGroups(all).flatMap(({ options }) => options.map(({ value }) => value))).toContain(row.pick)
  })
  it('are joined, and quotes stay within their text', () => {
    const rows = [cases[0]?.[0], cases[7]?.[0]].filter((row) => row !== undefined)
    const text = pickedText({ join: 'or', rows }, all) ?? ''
    expect(text).toBe("use.why == 'other' || more.yes == false")
    expect(readPicked(text, all)).toEqual({ join: 'or', rows })
    const hostile: Comparison = { pick: 'more.kana#', how: 'eq', value: "a' || true || '" }
    const quoted = comparisonText(hostile, all)
    expect(quoted).toEqual({ ok: true, text: "more.kana == 'a\\' || true || \\''" })
  })
  it('take days and numbers as people write them, and refuse values that the answer can never have', () => {
    const said = (pick: string, value: string, how: Comparison['how'] = 'lt') =>
      comparisonText({ pick, how, value }, all)
    expect(said('use.on#', '令和9年4月1日')).toEqual({ ok: true, text: "use.on < '2027-04-01'" })
    expect(said('item.count#', '１０')).toEqual({ ok: true, text: 'item.count < 10' })
    expect(said('use.on#', 'あした')).toMatchObject({ ok: false, wrong: 'value' })
    expect(said('use.why=x', '', 'eq')).toMatchObject({ ok: false, wrong: 'pick' })
    expect(said('use.why=other', '')).toMatchObject({ ok: false, wrong: 'how' })
    expect(said('no.where=x', '', 'eq')).toMatchObject({ ok: false, wrong: 'pick' })
  })
  it('leave alone what a person wrote otherwise', () => {
    expect(readPicked('size(kids) > 2', all)).toBeUndefined()
    expect(readPicked("use.why == 'other' && (more.yes || true)", all)).toBeUndefined()
    expect(conditionWords('size(kids) > 2', all)).toBe('size(kids) > 2')
    // A condition by itself, and one whose answers all stand before the question.
    expect(readPicked('conditions.far', all)?.rows).toEqual([{ pick: 'conditions.far=true', how: 'eq', value: '' }])
    expect(answersBefore(data, shared, ['pages', 0, 'groups', 0, 'fields', 1]).map(({ path }) => path)).not.toContain(
      'conditions.far',
    )
  })
})
