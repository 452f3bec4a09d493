import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSharedParts } from '../../procedures/index.ts'
import { outlineOf } from '../outline/shape.ts'
import type { TablesData } from '../tables/table-shape.ts'
import { type Calculation, calculationText, readCalculation } from './calculation.ts'
import { namesOf } from './names.ts'
import { picksOf } from './picks.ts'
import { sentenceOf } from './sentence.ts'

const data: TablesData = {
  filers: [
    { kind: 'self', label: { ja: '本人' } },
    { kind: 'family', label: { ja: '家族' } },
  ],
  settings: { price: { label: '1回の金額', type: 'number' } },
  conditions: { outside: { label: '市外に住む', is: "use.from == 'outside'" } },
  values: {
    days: { label: { ja: '使う日数' }, type: 'number', is: 'daysBetween(use.on, use.until) + 1' },
    twice: { label: { ja: '日数の2倍' }, type: 'number', is: 'values.days * 2' },
    perPerson: { label: { ja: 'ひとり分' }, type: 'money', each: 'people', is: 'item.age * 10' },
  },
  pages: [
    {
      id: 'a',
      groups: [
        {
          id: 'use',
          title: { ja: '使う日' },
          fields: [
            { id: 'on', type: 'date', label: { ja: '借りる日' } },
            { id: 'until', type: 'date', label: { ja: '返す日' } },
            { id: 'count', type: 'number', label: { ja: '数' } },
            {
              id: 'from',
              type: 'choice',
              label: { ja: 'どこから' },
              choices: [
                { id: 'inside', label: { ja: '市内' } },
                { id: 'outside', label: { ja: '市外' } },
              ],
            },
          ],
        },
        {
          id: 'people',
          title: { ja: '使う人' },
          repeat: { min: 1, max: 9 },
          fields: [
            { id: 'age', type: 'number', label: { ja: '年齢' } },
            { id: 'adult', type: 'yes-no', label: { ja: '大人' } },
          ],
        },
      ],
    },
  ],
}
const names = namesOf(data, {})

describe('an expression in words', () => {
  it.each([
    ['use.count * settings.price', '「数」 × 「1回の金額」'],
    ['(use.count + 2) * 3 - use.count', '（「数」 ＋ 2） × 3 − 「数」'],
    ['use.count - (use.count - 1)', '「数」 − （「数」 − 1）'],
    ['values.days * 80 / 100', '「使う日数」 × 80 ÷ 100（端数は切り捨て）'],
    ['daysBetween(use.on, use.until) + 1', '「借りる日」から「返す日」までの日数 ＋ 1'],
    ['addDays(use.on, -14)', '「借りる日」の14日前'],
    ['deadlineDays(use.on, 15)', '「借りる日」の翌日から数えて15日目（閉庁日なら次の開庁日）'],
    ["use.from == 'outside' ? 500 : 300", '「どこから」が「市外」のときは 500、そうでないときは 300'],
    [
      "use.from in ['inside', 'outside'] && use.count != null",
      '「どこから」が「市内」・「市外」のどれか、かつ、「数」に答えがある',
    ],
    ["filing.filer == 'family' || outside", '「申請する人」が「家族」、または、「市外に住む」に当てはまる'],
    [
      '(use.count > 1 || outside) && use.on >= filing.today',
      '（「数」が1より大きい、または、「市外に住む」に当てはまる）、かつ、「借りる日」が「今日」以後',
    ],
    ['sum(people.map(p, p.age))', '「使う人」ごとの、「年齢」の合計'],
    ['size(people.filter(p, p.adult == true))', '「使う人」のうち、「大人」が「はい」であるものの数'],
    ['people.exists(p, p.age < 18)', '「使う人」のどれかで、「年齢」が18より小さい'],
    ["use.on > '2027-04-01'", '「借りる日」が「令和9年4月1日」よりあと'],
    ['!outside', '「市外に住む」に当てはまらない'],
    ['people.exists(p, p.adult)', '「使う人」のどれかで、「大人」が「はい」'],
    ['!(use.count == 1)', '（「数」が1）ではない'],
  ])('%s', (source, said) => {
    expect(sentenceOf(source, names)).toBe(said)
  })

  it('says nothing at all rather than a part: unknown names, functions and forms stay as they are written', () => {
    for (const source of [
      'use.nothing + 1',
      'join(people.map(p, p.age), ",")',
      'use.count +',
      'people[0].age',
      '{"a": 1}',
    ])
      expect(sentenceOf(source, names)).toBeUndefined()
  })

  it('has words for most of what the shipped procedures compute', async () => {
    const shared = Object.fromEntries((await readSharedParts('.')).shared)
    const counted = { said: 0, all: 0 }
    for (const folder of readdirSync('procedures').filter((name) => !name.startsWith('_') && !name.includes('.'))) {
      const read = outlineOf(readFileSync(`procedures/${folder}/procedure.yaml`, 'utf8')) as TablesData
      const known = namesOf(read, shared)
      for (const part of [...Object.values(read.values ?? {}), ...Object.values(read.conditions ?? {})]) {
        const { is, each } = part as { is?: string; each?: string }
        if (is === undefined) continue
        counted.all += 1
        if (sentenceOf(is, known, each) !== undefined) counted.said += 1
      }
    }
    expect(counted.all).toBeGreaterThan(300)
    expect(counted.said / counted.all).toBeGreaterThan(0.8)
  })
})

describe('a calculation', () => {
  const all: readonly (readonly [string, Calculation])[] = [
    [
      'use.count + values.days - 3',
      {
        kind: 'terms',
        terms: [
          { sign: '+', of: 'use.count' },
          { sign: '+', of: 'values.days' },
          { sign: '-', of: '3' },
        ],
      },
    ],
    ['settings.price', { kind: 'terms', terms: [{ sign: '+', of: 'settings.price' }] }],
    ['use.count * settings.price / 100', { kind: 'product', factors: ['use.count', 'settings.price'], by: '100' }],
    ['use.count / 2', { kind: 'product', factors: ['use.count'], by: '2' }],
    ['sum(people.map(i, i.age))', { kind: 'total', of: 'people.age' }],
    ['sum(values.perPerson)', { kind: 'total', of: 'values.perPerson' }],
    ['size(people)', { kind: 'count', group: 'people' }],
    ['size(people.filter(i, i.adult == true))', { kind: 'count', group: 'people', field: 'adult', choice: 'true' }],
    ['daysBetween(use.on, use.until) + 1', { kind: 'days', from: 'use.on', to: 'use.until', both: true }],
    ['ageOn(use.on, filing.filedOn)', { kind: 'age', birth: 'use.on', on: 'filing.filedOn' }],
    ['deadlineDays(use.on, 15)', { kind: 'later', day: 'use.on', count: '15', unit: 'deadlineDays' }],
    [
      "use.from == 'outside' ? 500 : use.count",
      { kind: 'split', when: "use.from == 'outside'", yes: '500', no: 'use.count' },
    ],
  ]
  it.each(all)('%s is read as it is written', (text, calculation) => {
    expect(calculationText(calculation)).toBe(text)
    expect(readCalculation(text, 'number')).toEqual(calculation)
    expect(sentenceOf(text, names)).toBeDefined()
  })

  it('that says more stays as it is', () => {
    for (const source of [
      '(use.count + 1) * 2',
      'use.count+1',
      'min(use.count, 3)',
      'use.count * 2 + 1',
      'size(people.filter(p, p.age > 1))',
    ])
      expect(readCalculation(source, 'number')).toBeUndefined()
  })

  it('is never made of itself, nor of what is made of it', () => {
    const made = picksOf(data, {}, undefined, 'values.days').numbers.map(({ value }) => value)
    expect(made).toEqual(['use.count', 'settings.price'])
    expect(picksOf(data, {}, undefined, undefined).numbers.map(({ value }) => value)).toContain('values.twice')
    const each = picksOf(data, {}, 'people', undefined)
    expect(each.numbers.map(({ value }) => value)).toContain('item.age')
    expect(each.totals.map(({ value }) => value)).toEqual(['people.age', 'values.perPerson'])
    expect(each.counts.map(({ value }) => value)).toEqual(['people', 'people.adult=true', 'people.adult=false'])
  })
})
