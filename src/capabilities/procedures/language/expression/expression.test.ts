import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression, type TypeScope } from './check.ts'
import { compileExpression } from './compile.ts'
import { parseExpression } from './parse.ts'
import { bool, date, listOf, number, record, text } from './types.ts'
import type { Scope, Value } from './value.ts'

const item = record('children', { birth: date, name: text, apart: bool })
const scope: TypeScope = {
  groups: new Map([
    [
      'a',
      record('a', {
        n: number,
        m: number,
        on: date,
        word: text,
        yes: bool,
        kind: { kind: 'text', among: ['birth', 'move'] },
      }),
    ],
    ['children', listOf(item)],
  ]),
  conditions: new Set(['isIt']),
  values: new Map([
    ['v', { type: number }],
    ['each', { type: number, each: 'children' }],
  ]),
  settings: new Map([['limit', number]]),
  listSize: new Map([['children', 15]]),
}

function run(source: string, a: Record<string, Value> = {}, children: Value[] = []): Value {
  return judge(source, a, children).value
}

function judge(
  source: string,
  a: Record<string, Value> = {},
  children: Value[] = [],
): { value: Value; sawNull: boolean } {
  const parsed = parseExpression(source)
  if (!parsed.ok) throw new Error(parsed.sentence)
  const names = {
    groups: new Set(['a', 'children']),
    conditions: new Set(['isIt']),
    valueEach: new Map([
      ['v', undefined],
      ['each', 'children'],
    ]),
  }
  const around: Scope = {
    groups: { a, children },
    filing: { today: '2026-11-20', filedOn: '2026-11-20' },
    settings: { limit: 7 },
    condition: () => true,
    value: () => 5,
    isClosedDay: (day) => day === '2026-11-21',
    item: null,
    index: null,
    entry: null,
    cell: null,
    kase: null,
    locals: [],
    sawNull: false,
  }
  return { value: compileExpression(parsed.ast, names)(around), sawNull: around.sawNull }
}

function problems(source: string): readonly string[] {
  const parsed = parseExpression(source)
  return parsed.ok ? checkExpression(parsed.ast, scope).problems.map(({ sentence }) => sentence) : [parsed.sentence]
}

describe('an expression', () => {
  it.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 % 4', 3],
    ['1 / 0', null],
    ['"a" + "b"', 'ab'],
    ['settings.limit > 5 && isIt', true],
    ['"b" in ["a", "b"]', true],
    ['values.v', 5],
    ['[1, 2] == [1, 2]', true],
    ['ageOn("2000-11-21", filing.today)', 25],
    ['addMonths("2026-01-31", 1)', '2026-02-28'],
    ['nextOpenDay("2026-11-21")', '2026-11-22'],
    ['previousOpenDay("2026-11-21")', '2026-11-20'],
    ['previousOpenDay("2026-11-22")', '2026-11-22'],
    ['daysBetween("2026-11-20", "2026-12-01")', 11],
    ['fyEndAfterAge("2008-04-01", 18)', '2026-03-31'],
    ['attainsOn("1960-02-29", 65)', '2025-02-28'],
    ['attainsOn("1961-11-23", 65)', '2026-11-22'],
    ['endOfValidity("2026-11-22", 6)', '2027-05-31'],
    ['endOfValidity("2026-11-22", 0)', null],
    ['dateIn("2027-02", 10)', '2027-02-10'],
    ['dateIn("2027-02", 31)', '2027-02-28'],
    ['dateIn("2027-02", 0)', null],
    ['monthAfter("2026-11-20", 2)', '2027-01'],
    ['monthAfter("2026-11", -1)', '2026-10'],
    ['monthsBetween("2026-11-20", "2027-02-01")', 3],
    ['minutesBetween("07:30", "18:15")', 645],
    ['minutesBetween("18:15", "07:30")', -645],
    ['minutesBetween("07:30", "24:00")', null],
    ['fiscalYear("2027-03-31")', 2026],
    ['deadlineDays("2026-11-06", 15)', '2026-11-22'],
    ['size("邉")', 1],
    ['min(3, 1, 2)', 1],
    ['max([3, 9])', 9],
    ['sum([1, 2, 3])', 6],
    ['join(["a", "b"], "・")', 'a・b'],
    ['year("2026-11")', 2026],
    ['"柳井市".contains("柳")', true],
    ['today()', '2026-11-20'],
  ])('%s = %j', (source, value) => {
    expect(run(source)).toEqual(value)
  })

  it('walks over lists', () => {
    const children = [
      { birth: '2020-01-01', apart: true },
      { birth: '2024-01-01', apart: null },
    ]
    expect(run('children.exists(c, c.apart)', {}, children)).toBe(true)
    expect(run('children.all(c, c.birth < filing.today)', {}, children)).toBe(true)
    expect(run('children.exists_one(c, c.birth > "2021-01-01")', {}, children)).toBe(true)
    expect(run('children.filter(c, c.apart).map(c, c.birth)', {}, children)).toEqual(['2020-01-01'])
    expect(run('children.exists(c, children.exists(d, d.birth > c.birth))', {}, children)).toBe(true)
    expect(run('size(children)', {}, children)).toBe(2)
  })
})

describe('a missing answer', () => {
  it.each<[string, Value]>([
    ['a.n > 3', false],
    ['a.n <= 3', false],
    ['!(a.n > 3)', true],
    ['a.n == null', true],
    ['a.n != 3', true],
    ['has(a.n)', false],
    ['a.n + 1', null],
    ['ageOn(a.on, filing.today)', null],
    ['a.n > 3 || true', true],
    ['a.yes ? 1 : 2', 2],
    ['nothing.exists(c, c.x)', false],
    ['a.word + "x"', null],
    ['a.n in [1]', false],
  ])('%s is %j', (source, value) => {
    expect(run(source.replace('nothing', 'children'), {}, [])).toEqual(value)
  })

  it('is remembered, so that a rule does not refuse what was not answered', () => {
    expect(judge('a.n > 3').sawNull).toBe(true)
    expect(judge('a.n > 3', { n: 1 }).sawNull).toBe(false)
    expect(judge('a.n == null').sawNull).toBe(false)
  })
})

describe('the checker', () => {
  it.each([
    ['a.n > "x"', '数と文字はくらべられません'],
    ['a.on > 3', '日付と数はくらべられません'],
    ['a.on > "2026-01-01"', ''],
    ['a.on > "soon"', '日付と文字はくらべられません'],
    ['a.kind == "brith"', '選択肢に「brith」はありません。「birth」のことですか'],
    ['a.kind in ["birth", "x"]', '選択肢に「x」はありません'],
    ['a.nn', '「a」に「nn」はありません。「n」のことですか'],
    ['chidren.exists(c, true)', '「chidren」という名前のまとまりや条件はありません。「children」のことですか'],
    ['children.birth == "2026-01-01"', 'くり返しの答えに「.birth」は直接書けません'],
    ['item.birth', '「item」は、くり返しのまとまりの中か'],
    ['a.on + 1', '日付の計算には addDays'],
    ['1.5 * a.n', '小数は使えません'],
    ['ageOn(a.on)', 'かっこの中に2個'],
    ['ageOf(a.on, a.on)', '「ageOn」のことですか'],
    ['a.word.matches("x")', '「matches」は使えません'],
    ['a.n && a.yes', 'ここには条件'],
    ['has(a.n) ? a.n : 0', ''],
    ['a.n == null', ''],
    ['settings.limt', '「limit」のことですか'],
    ['values.each == [1]', ''],
    ['a +', '式が途中で終わっています'],
    ['children.exists(c, children.exists(d, children.exists(e, true)))', '2段までです'],
    ['99999999999999999999', '数が大きすぎます'],
    ['__proto__', '式の書き方が読み取れません'],
  ])('%s', (source, sentence) => {
    const found = problems(source)
    if (sentence === '') expect(found).toEqual([])
    else expect(found.join()).toContain(sentence)
  })

  it('counts the cost for the largest form', () => {
    const parsed = parseExpression(
      'children.all(c, children.all(d, c.birth != d.birth || ageOn(c.birth, filing.today) > 3))',
    )
    expect(parsed.ok && checkExpression(parsed.ast, scope).cost).toBeGreaterThan(15 * 15 * 5)
    expect(problems(`${'a.n + '.repeat(300)}1`).join()).toContain('式が長すぎます')
  })
})

describe('the cage', () => {
  it('nothing that passes the checker throws or takes long, whatever the answers', () => {
    const sources = [
      'a.n * a.m - a.n / a.m',
      'addDays(a.on, a.n)',
      'addOpenDays(a.on, a.n)',
      'monthAfter(a.on, a.n)',
      'a.word + a.word',
      'children.all(c, children.exists(d, c.birth == d.birth))',
      'deadlineDays(a.on, a.n)',
      'sum(children.map(c, a.n))',
    ]
    const answers = fc.record({
      n: fc.option(fc.maxSafeInteger()),
      m: fc.option(fc.integer()),
      on: fc.option(fc.oneof(fc.string(), fc.constant('2026-02-28'), fc.constant('9999-12-31'))),
      word: fc.option(fc.string()),
    })
    for (const source of sources) {
      expect(problems(source)).toEqual([])
      fc.assert(
        fc.property(answers, (a) => {
          const value = run(source, a, [{ birth: '2020-01-01' }])
          return typeof value !== 'number' || Number.isSafeInteger(value)
        }),
      )
    }
  })
})

describe('the holder of an account', () => {
  it.each([
    [{ choice: 'designated', holderKana: 'ﾔﾅｷﾞﾓﾄ ﾊﾅｺ' }, true],
    [{ choice: 'designated', holderKana: 'ﾔﾅｷﾞﾓﾄ ｹﾝｲﾁ' }, false],
    [{ choice: 'designated' }, false],
    [{ choice: 'registered-public' }, true],
  ])('%o', (account, own) => {
    expect(run('isHolder(a.account, "ヤナギモト", "ハナコ")', { account })).toBe(own)
  })
})
