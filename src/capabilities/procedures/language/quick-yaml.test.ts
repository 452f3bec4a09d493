import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuickly } from './quick-yaml.ts'
import { readThoroughly } from './yaml-source.ts'

const shipped = ['procedures', 'catalog'].flatMap((folder) =>
  readdirSync(path.resolve(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.resolve(folder, name)),
)

describe('the quick reader', () => {
  it('reads every file of the repository, and says what the thorough one says', { timeout: 120_000 }, () => {
    expect(shipped.length).toBeGreaterThan(200)
    // All definitions and shared texts, and every eighth example: they are many and alike.
    const looked = shipped.filter((file, at) => !file.includes(`${path.sep}cases${path.sep}`) || at % 8 === 0)
    for (const file of looked) {
      const source = readFileSync(file, 'utf8')
      const quick = readQuickly(source)
      expect(quick, file).toBeDefined()
      expect(JSON.stringify(quick), file).toBe(JSON.stringify(readThoroughly(source)?.data))
    }
  })

  it.each([
    'a: 1',
    'a: 007',
    'a: 1_000',
    'a: 12:30',
    'a: 2026-04-01',
    'a: 2026-04-01T10:00:00Z',
    'a: +5',
    'a: -0',
    'a: 1.50',
    'a: .5',
    'a: 1.',
    'a: yes\nb: on\nc: NO',
    'a: True\nb: FALSE\nc: tRUE',
    'a: ~\nb: Null\nc:\nd: ""',
    'a: "true"\nb: \'1\'',
    '1: a\ntrue: b\nnull: c',
    'a: |\n  two\n  lines\nb: >-\n  folded\n  text\n\n  more',
    'a: plain text\n  over two lines',
    'a: "escaped \\u3042 \\x41 \\n"',
    'a: <<\n<<: { b: 1 }',
    'a: b # remark\nc: "d # no remark"',
    '[1, [2, "x"], { a: b }]',
    '- a\n-  - b\n   - c',
    'a:\n- b\n- c',
    '{ a: b, c }',
    '__proto__: { a: 1 }\nb: 2',
    'constructor: x\ntoString: y',
    'a: 0b11\nb: 0o17\nc: 0x1f\nd: 1e3\ne: .inf\nf: .nan',
    'a: =\nb: "="',
    '? a\n: b',
    'a: 全角：コロン\nb: 「かぎ」',
    'just text',
    '"text"',
  ])('%j is the same for both, or left to the thorough one', (source) => {
    const quick = readQuickly(source)
    if (quick !== undefined) expect(JSON.stringify(quick)).toBe(JSON.stringify(readThoroughly(source)?.data))
  })

  it.each([
    'a: &x 1\nb: *x',
    'a: !!str 1',
    'a: !own x',
    '%YAML 1.1\n---\na: 1',
    'a: 1\n---\nb: 2',
    'a: 1\na: 2',
    'a:\n\tb: 1',
    '\ufeffa: 1',
    'a: 12345678901234567890',
    'a: "\\u0007"',
    'a: "\\ud800"',
    'a: [1',
    '',
  ])('%j is left to the thorough one', (source) => {
    expect(readQuickly(source)).toBeUndefined()
  })

  it('never reads something else than the thorough one', () => {
    const word = fc.constantFrom(
      'a',
      'b: ',
      '- ',
      '\n',
      '  ',
      ': ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      '1',
      '#',
      '|',
      '>',
      '~',
      '? ',
      '!',
      '&',
      '*',
      'あ',
      '0',
      '.',
      '-',
      'true',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        const source = words.join('')
        const quick = readQuickly(source)
        const thorough = readThoroughly(source)
        if (quick === undefined || thorough === undefined || thorough.problems.length > 0) return
        expect(JSON.stringify(quick), source).toBe(JSON.stringify(thorough.data))
      }),
      { numRuns: 5000 },
    )
  })
})
