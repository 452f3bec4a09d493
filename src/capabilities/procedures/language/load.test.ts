import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadProcedure } from './load.ts'
import { formOf, sampleProcedure, t } from './test-support/sample.ts'

const found = (source: string, strict = false) =>
  loadProcedure(source, { strict }).findings.map(({ severity, code, line, sentence }) => ({
    severity,
    code,
    line,
    sentence,
  }))
const codes = (extra: Record<string, string>) => loadProcedure(sampleProcedure(extra)).findings.map(({ code }) => code)

describe('a definition that is whole', () => {
  it('has no finding, not even strictly', () => {
    expect(found(sampleProcedure(), true)).toEqual([])
  })
})

describe('problems are said all at once, with their place', () => {
  it('unknown keys with the key that was meant, and the semantic problems behind them', () => {
    const source = sampleProcedure({
      conditions: '\n  born: { label: 出生, is: claim.reason == "birht" }\n  hasSpouse: { label: x, is: claim.spouse }',
    })
    const all = found(`${source}\nsumary: { ja: x }`)
    expect(all).toContainEqual(
      expect.objectContaining({
        code: 'unknown-key',
        sentence: '「sumary」という名前は使えません。「summary」のことですか',
      }),
    )
    expect(all).toContainEqual(
      expect.objectContaining({ code: 'expression', sentence: '選択肢に「birht」はありません。「birth」のことですか' }),
    )
    expect(all.find(({ code }) => code === 'expression')?.line).toBe(
      source.split('\n').findIndex((line) => line.includes('birht')) + 1,
    )
  })

  it.each([
    ['an anchor', 'x: &a 1', 'alias'],
    ['an alias', 'x: &a 1\ny: *a', 'alias'],
    ['a number that loses digits', 'x: 12345678901234567890', 'huge-number'],
    ['a key twice', 'schema: 1\nschema: 1', 'yaml'],
    ['nesting as deep as a well', `x: ${'['.repeat(40)}`, 'too-deep'],
    ['a control character', 'x: "a\\u0007b"', 'control-character'],
    ['a text as large as a book', `x: ${'あ'.repeat(600_000)}`, 'too-large'],
  ])('%s is refused', (_, source, code) => {
    expect(found(source).map((finding) => finding.code)).toContain(code)
  })

  it('a wrong word is told with the right ones, and is not called missing', () => {
    const sentences = found(sampleProcedure({ kind: 'aplication' })).map(({ sentence }) => sentence)
    expect(sentences.join()).toMatch(/「kind」には application・.*のどれかを書いてください.*application/)
    expect(sentences.join()).not.toContain('「kind」がありません')
    const shape = found(sampleProcedure({ officialName: '[1]' })).map(({ sentence }) => sentence)
    expect(shape.join()).toContain('「officialName」は文字')
  })

  it('one slip of writing is one problem, not a hundred', () => {
    const slip = sampleProcedure({ settings: '\n  limit: { label: x, type: number, default: [1, 2 }' })
    expect(found(slip).map(({ code }) => code)).toEqual(['yaml'])
  })

  it('a missing Japanese text is an error, missing others are warnings, and errors for what we ship', () => {
    const source = sampleProcedure({ summary: '{ ja: 要約 }', name: '{ en: Name }' })
    expect(
      found(source)
        .filter(({ code }) => code === 'missing-text')
        .map(({ severity }) => severity),
    ).toContain('warning')
    expect(
      found(source, true)
        .filter(({ code }) => code === 'missing-text')
        .map(({ severity }) => severity),
    ).toContain('error')
    expect(found(source).find(({ code }) => code === 'wrong-shape')?.sentence).toContain('日本語の文（ja）がありません')
  })
})

describe('what a definition means', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a condition that goes round',
      { conditions: '\n  born: { label: x, is: hasSpouse }\n  hasSpouse: { label: x, is: born }' },
      'circle',
    ],
    [
      'a page that asks for a later answer',
      formOf(`{ id: b, type: text, label: ${t('b')}, when: "a.c == 'x'" }, { id: c, type: text, label: ${t('c')} }`),
      'later-answer',
    ],
    ['a field that hangs on itself', formOf(`{ id: b, type: yes-no, label: ${t('b')}, when: a.b }`), 'later-answer'],
    [
      'a field that can never be shown',
      formOf(`{ id: b, type: text, label: ${t('b')}, when: "1 > 2" }`),
      'unreachable',
    ],
    ['a choice without choices', formOf(`{ id: b, type: choice, label: ${t('b')} }`), 'field-needs'],
    [
      'a pattern nobody knows',
      formOf(`{ id: b, type: text, label: ${t('b')}, pattern: micro-chip }`),
      'unknown-pattern',
    ],
    [
      'a date compared with a number',
      formOf(`{ id: b, type: date, label: ${t('b')} }`, {
        rules: `\n  - { id: r, must: a.b > 3, at: a.b, severity: refuse, message: ${t('x')} }`,
      }),
      'expression',
    ],
    [
      'a rule at a place that is not there',
      formOf(`{ id: b, type: date, label: ${t('b')} }`, {
        rules: `\n  - { id: r, must: "true", at: a.c, severity: refuse, message: ${t('x')} }`,
      }),
      'unknown-field',
    ],
    [
      'a slot that nothing fills',
      formOf(`{ id: b, type: date, label: ${t('b')} }`, {
        rules: `\n  - { id: r, must: "true", at: a.b, severity: warn, message: { ja: "{lats}まで", easy: x, en: x }, compares: { last: filing.today } }`,
      }),
      'unknown-slot',
    ],
    [
      'a fee without its article',
      {
        fee: `\n  article: ""\n  payAt: before-review\n  methods: [cash]\n  lines: [{ id: a, label: ${t('x')}, amount: "1" }]`,
      },
      'too-small',
    ],
    [
      'two fields with one id',
      formOf(`{ id: b, type: text, label: ${t('b')} }, { id: b, type: text, label: ${t('b')} }`),
      'duplicate-id',
    ],
    [
      'a letter that is not there',
      { outcomes: `\n  - { id: approved, label: ${t('認定')}, result: approved, adverse: false, letter: notise }` },
      'unknown-letter',
    ],
    [
      'an adverse outcome without remedies',
      { outcomes: `\n  - { id: rejected, label: ${t('却下')}, result: rejected, adverse: true, letter: notice }` },
      'remedies',
    ],
    [
      'a company of a letter that is no text',
      formOf(`{ id: b, type: date, label: ${t('b')} }`, { delivery: '{ ways: [post], organisation: { name: a.b } }' }),
      'organisation-text',
    ],
    [
      'a place given back where there are no places',
      {
        outcomes: `\n  - { id: ended, label: ${t('終える')}, result: accepted, adverse: false, letter: notice, givesPlaceBack: true }`,
      },
      'no-capacity',
    ],
    [
      'a clock that a setting nobody declared starts',
      { processing: '{ days: 15, counting: calendar-days, pausedBy: [], countFirstDay: firstDay }' },
      'unknown-setting',
    ],
    ['a register nobody declared', { registers: '[]' }, 'unknown-register'],
    [
      '個人番号 without a legal basis',
      formOf(`{ id: b, type: individual-number, label: ${t('番号')} }`),
      'number-basis',
    ],
    [
      '個人番号 asked of somebody who only gave a mail address',
      formOf(`{ id: b, type: individual-number, label: ${t('番号')} }`, {
        assurance: '{ accepted: [contact], signature: none }',
        legalBasis: '[{ law: 番号法, article: 第9条 }]',
      }),
      'assurance-floor',
    ],
    [
      'a signature from somebody without a card',
      { assurance: '{ accepted: [contact], signature: required }' },
      'assurance-floor',
    ],
    [
      'an unknown shared group',
      { pages: `\n  - id: p\n    title: ${t('ページ')}\n    groups: [{ id: claim, title: ${t('x')}, use: persn }]` },
      'unknown-shared-group',
    ],
    [
      'an expression too heavy',
      formOf(`{ id: b, type: text, label: ${t('b')} }`, {
        rules: `\n  - { id: r, must: "[1,2,3].exists(x, [1,2].exists(y, [1].exists(z, x == z)))", at: a.b, severity: refuse, message: ${t('x')} }`,
      }),
      'expression',
    ],
    [
      'free regular expressions',
      formOf(`{ id: b, type: text, label: ${t('b')} }`, {
        rules: `\n  - { id: r, must: "a.b.matches('(a+)+')", at: a.b, severity: refuse, message: ${t('x')} }`,
      }),
      'expression',
    ],
    ...(
      [
        ['a decision that follows no table', '', 'share', 'unknown-table', 'nowhere'],
        ['a decision whose other value would need no reason', 'b: kase.decided.share', 'share', 'follows-reason', 'of'],
        ['a result that the field does not know', 'b: kase.decided.share', 'why', 'follows-result', 'of', 'medium'],
        ['a table that reads a field nobody decides', 'b: kase.decided.shade', 'why', 'expression', 'of'],
      ] as const
    ).map(([name, inputs, reason, code, table, gives = 'big']) => {
      const fields = `[{ id: share, type: number, label: ${t('割合')} }, { id: why, type: text, required: false, label: ${t('理由')} }, { id: degree, type: choice, label: ${t('程度')}, choices: [{ id: big, label: ${t('半壊')} }], follows: { table: ${table}, reason: ${reason} } }]`
      const extra = {
        tables: `\n  of: { label: x, inputs: { ${inputs} }, versions: [{ from: 2000-01-01, source: x, rows: [{ when: {}, then: { degree: ${gives} } }] }] }`,
        outcomes: `\n  - { id: approved, label: ${t('認定')}, result: approved, adverse: false, letter: notice, fields: ${fields} }`,
      }
      return [name, formOf(`{ id: b, type: text, label: ${t('b')} }`, extra), code] as [
        string,
        Record<string, string>,
        string,
      ]
    }),
    [
      'a decision asking for what its screen has no control for',
      formOf(`{ id: b, type: text, label: ${t('b')} }`, {
        outcomes: `\n  - { id: approved, label: ${t('認定')}, result: approved, adverse: false, letter: notice, fields: [{ id: what, type: multi-choice, label: ${t('もの')}, choices: [{ id: a, label: ${t('a')} }] }] }`,
      }),
      'decision-type',
    ],
    [
      'a table about what is decided, read while nothing is decided',
      formOf(`{ id: b, type: text, label: ${t('b')} }`, {
        tables:
          '\n  of: { label: x, inputs: { b: kase.decided.share }, versions: [{ from: 2000-01-01, source: x, rows: [{ when: {}, then: { a: 1 } }] }] }',
      }),
      'expression',
    ],
  ])('%s is refused', (_, extra, code) => {
    expect(codes(extra)).toContain(code)
  })

  it('decision tables: a dead row is an error, a gap and an overlap are said', () => {
    const table = (rows: string): string =>
      `\n  rates:\n    label: x\n    each: children\n    inputs: { age: values.ages }\n    versions:\n      - { from: "2024-10-01", source: x, rows: [${rows}] }`
    expect(
      codes({ tables: table('{ when: { age: "-" }, then: { rate: 1 } }, { when: { age: "3" }, then: { rate: 2 } }') }),
    ).toContain('table-dead-row')
    expect(
      codes({
        tables: table('{ when: { age: "<3" }, then: { rate: 1 } }, { when: { age: ">5" }, then: { rate: 2 } }'),
      }),
    ).toContain('table-gap')
    expect(
      codes({
        tables: table('{ when: { age: "<9" }, then: { rate: 1 } }, { when: { age: ">=5" }, then: { rate: 2 } }'),
      }),
    ).toContain('table-overlap')
    expect(
      codes({ tables: table('{ when: { age: "<9" }, then: { rate: 1 } }, { when: { age: "-" }, then: { rate: 2 } }') }),
    ).not.toContain('table-overlap')
  })
})

describe('a procedure that another system carries', () => {
  const handOver = (fields: string, extra: Record<string, string> = {}): string =>
    sampleProcedure(
      formOf(fields, {
        carriedBy: `\n  system: ${t('図書館')}\n  address: site\n  phone: phone\n  needs: [${t('カード')}]`,
        settings:
          '\n  site: { label: x, type: text, default: "https://library.example.jp/" }\n  phone: { label: x, type: text, default: 0820-00-0000 }',
        ...Object.fromEntries(
          ['assurance', 'processing', 'retention', 'delivery', 'checklist', 'approval', 'outcomes', 'letters'].map(
            (part) => [part, ''],
          ),
        ),
        ...extra,
      }),
    )
  const yesNo = `{ id: b, type: yes-no, label: ${t('b')} }`

  it('has no case, and needs nothing of one', () => {
    expect(found(handOver(yesNo), true)).toEqual([])
    expect(loadProcedure(handOver(yesNo)).definition).toMatchObject({ checklist: [], outcomes: [], letters: {} })
  })

  it.each<[string, string, string]>([
    ['what only a case needs', handOver(yesNo, { approval: '{ matter: x }' }), 'handed-over'],
    [
      'a fee that nobody takes',
      handOver(yesNo, {
        fee: `\n  article: x\n  payAt: before-review\n  methods: [cash]\n  lines: [{ id: a, label: ${t('x')}, amount: "1" }]`,
      }),
      'handed-over',
    ],
    ['a question for who somebody is', handOver(`{ id: b, type: name, label: ${t('b')} }`), 'hand-over-field'],
    [
      'an address that is not encrypted',
      handOver(yesNo, {
        settings:
          '\n  site: { label: x, type: text, default: "http://library.example.jp/" }\n  phone: { label: x, type: text, default: "0" }',
      }),
      'hand-over-address',
    ],
    ['an address that no setting holds', handOver(yesNo, { settings: '' }), 'unknown-setting'],
    ['a case without its decision', sampleProcedure({ outcomes: '' }), 'wrong-shape'],
    [
      'a day that is no day',
      handOver(yesNo, { calendar: `[{ id: a, label: ${t('x')}, rule: ${t('x')}, due: "1 + 1" }]` }),
      'expression-type',
    ],
  ])('%s is refused', (_, source, code) => {
    expect(loadProcedure(source).findings.map((finding) => finding.code)).toContain(code)
  })
})

describe('whatever is written', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => Array.isArray(loadProcedure(text).findings)),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(
        fc.constantFrom('values', 'conditions', 'pages', 'rules', 'tables', 'fee', 'outcomes', 'filers'),
        fc.json({ maxDepth: 4 }),
        (key, json) => {
          const { definition, findings } = loadProcedure(sampleProcedure({ [key]: json }))
          return definition !== undefined || findings.some(({ severity }) => severity === 'error')
        },
      ),
      { numRuns: 120 },
    )
  })
})
