import { describe, expect, it } from 'vitest'
import { type Coverage, coverageText } from './coverage.ts'
import { easyLine, easyReport } from './easy-report.ts'

describe('what is found in the texts of a file', () => {
  const source = [
    'name: { ja: 犬を登録する, easy: 犬《いぬ》を 登録《とうろく》する, en: Register a dog }',
    'hint:',
    '  ja: 30日以内に出します。',
    '  easy: 15日《にち》までに データを 出《だ》します。',
    '  en: Within 31 days.',
    'more:',
    '  - { ja: 訳のない文 }',
  ].join('\n')

  it('is said with file, line, sentence and advice', () => {
    const { findings, sentences, hard } = easyReport(source, 'x.yaml')
    expect(findings.map(({ line, code, sentence }) => [line, code, sentence])).toEqual([
      [4, 'loan-word', '15日までにデータを出します'],
      [4, 'stale-text', '15日《にち》までに データを 出《だ》します。'],
      [5, 'stale-text', 'Within 31 days.'],
      [7, 'missing-text', '訳のない文'],
      [7, 'missing-text', '訳のない文'],
    ])
    expect([sentences, hard]).toEqual([2, 1])
    expect(findings.map(easyLine)[2]).toBe(
      'x.yaml:5 「Within 31 days.」 日本語の文にない数「31」があります。訳が古くないか見てください',
    )
  })

  it('a file that can’t be read has nothing to say here', () => {
    expect(easyReport('a: [', 'x.yaml')).toEqual({ sentences: 0, hard: 0, findings: [] })
  })
})

it('the table sums up, and says open points in words', () => {
  const row: Coverage = {
    id: 'dog',
    fields: 3,
    rules: 2,
    cases: 6,
    failed: 0,
    letters: 1,
    languages: ['ja', 'easy', 'en'],
    open: 1,
    officialName: '犬の登録',
    easy: { sentences: 9, hard: 2, findings: [] },
    openPoints: [{ label: '手数料', point: '条例の額を確かめる' }],
  }
  const text = coverageText([row, { ...row, id: 'cat', open: 0, openPoints: [] }])
  expect(text).toContain('| 犬の登録<br>`dog` | 3 | 2 | 6 | 1 | ja easy en | 2 / 9 | 1 |')
  expect(text).toContain('2 procedures, 6 fields, 4 rules, 12 example cases, 2 letters, 1 open points.')
  expect(text).toContain('### 犬の登録 (`dog`)\n\n- 手数料：条例の額を確かめる\n')
  expect(text).not.toContain('(`cat`)')
})
