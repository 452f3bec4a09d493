import { describe, expect, it } from 'vitest'
import { loadProcedure } from './load.ts'
import { sampleProcedure, t } from './test-support/sample.ts'

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`),
].join('\n')

/** Everybody with everybody, in a list of two hundred. */
const dear = sampleProcedure({
  rules: `\n  - { id: dear, must: "children.all(a, children.all(b, ageOn(a.birth, b.birth) < 99))", at: claim.reason, severity: refuse, message: ${t('x')} }`,
}).replace('max: 3', 'max: 200')

/** Files that mean harm, or come from a program that does not know better: each with the word for it. */
const hostile: readonly (readonly [what: string, source: string, code: string])[] = [
  ['a bomb of aliases', bomb, 'alias'],
  ['a merge key', 'a: &a { b: 1 }\nc:\n  <<: *a', 'alias'],
  ['an alias to itself', 'a: &a [*a]', 'alias'],
  ['deep brackets', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'too-deep'],
  ['deep braces', `a: ${'{a: '.repeat(5000)}`, 'too-deep'],
  ['deep dashes', `a:\n  ${'- '.repeat(200_000)}x`, 'too-deep'],
  ['deep indentation', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'too-deep'],
  ['a number without end', sampleProcedure({ schema: '9'.repeat(400) }), 'huge-number'],
  ['a number that loses digits', sampleProcedure({ schema: '0x1FFFFFFFFFFFFFFF' }), 'huge-number'],
  ['__proto__', sampleProcedure({ conditions: '\n  __proto__: { label: x, is: "true" }' }), 'forbidden-key'],
  [
    'constructor',
    sampleProcedure({ settings: '\n  constructor: { label: x, type: number, default: 1 }' }),
    'forbidden-key',
  ],
  ['a script in a label', sampleProcedure({ name: '{ ja: "<script>alert(1)</script>" }' }), 'markup'],
  ['a picture that runs', sampleProcedure({ summary: '{ ja: "<img src=x onerror=alert(1)>" }' }), 'markup'],
  ['an address that runs', sampleProcedure({ summary: '{ ja: "[x](JavaScript:alert(1))" }' }), 'markup'],
  ['an expression that costs too much', dear, 'expression'],
  [
    'an expression as long as a book',
    sampleProcedure({ conditions: `\n  born: { label: x, is: "${Array(500).fill('claim.spouse').join(' || ')}" }` }),
    'expression-syntax',
  ],
  [
    'more signs than a reader can count',
    sampleProcedure({ conditions: `\n  born: { label: x, is: "${'!'.repeat(100_001)}true" }` }),
    'expression-syntax',
  ],
  [
    'as many signs as a text may hold',
    sampleProcedure({ conditions: `\n  born: { label: x, is: "${'!'.repeat(1990)}true" }` }),
    'expression-syntax',
  ],
  [
    'minus over minus',
    sampleProcedure({ conditions: `\n  born: { label: x, is: "${'-'.repeat(900)}1 > 0" }` }),
    'expression-syntax',
  ],
  ['five megabytes', `a: ${'x'.repeat(5 * 1024 ** 2)}`, 'too-large'],
  ['tabs for indentation', 'a:\n\tb: 1', 'yaml'],
  ['a byte order mark', `\ufeff${sampleProcedure()}`, 'byte-order-mark'],
  ['a key twice', `${sampleProcedure()}\nid: other`, 'yaml'],
  ['two documents', `${sampleProcedure()}\n---\nid: other`, 'yaml'],
  ['a tag of a language', `${sampleProcedure()}\nmore: !!js/function "x"`, 'unknown-key'],
  ['a control character', sampleProcedure({ officialName: '"a\\u0000b"' }), 'control-character'],
  ['half a character', sampleProcedure({ officialName: '"a\\ud800b"' }), 'control-character'],
  ['nothing', '', 'wrong-shape'],
  ['bytes', '\u0000\u0001\u0002', 'control-character'],
]

describe('a hostile file', () => {
  it.each(hostile)('%s is refused with a sentence, soon', (_, source, code) => {
    const began = performance.now()
    const { definition, findings } = loadProcedure(source)
    expect(performance.now() - began).toBeLessThan(5000)
    expect(definition).toBeUndefined()
    const errors = findings.filter(({ severity }) => severity === 'error')
    expect(errors.map((finding) => finding.code)).toContain(code)
    for (const { sentence, line } of errors) {
      expect(sentence).toMatch(/[ぁ-んァ-ヶ一-龯]/)
      expect(line).toBeGreaterThan(0)
    }
  })

  it('changes nothing of the program’s own objects', () => {
    loadProcedure(sampleProcedure({ conditions: '\n  __proto__: { polluted: yes }' }))
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each(['ageOn(claim.eventOn, filing.today) <3', 'size(children)<a', '税額 < 上限'])('“%s” is no markup', (text) => {
    expect(loadProcedure(sampleProcedure({ officialName: JSON.stringify(text) })).findings).toEqual([])
  })
})
