import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../../test/support/folder.ts'
import { checkProcedures, checkReportJsonLines, checkReportLines } from './check-procedures.ts'
import { sampleProcedure } from './language/test-support/sample.ts'

const goodCase = `name: 出生の届出
kind: valid
filing: { today: "2026-11-20" }
answers:
  claim: { reason: birth, eventOn: "2026-11-18", spouse: false }
  children: [{ birth: "2026-11-18" }]
  items: { way: portal }
expect:
  valid: true
  fee: 300
  deadline: "2026-12-03"
  pages: [reason, children, items]
  values: { startMonth: 2026-12, total: 150000 }
  conditions: { born: true }
  checklist: { in-time: pass, papers: person }
  section: child-support
`

async function check(cases: Readonly<Record<string, string>>, definition = sampleProcedure(), strict = true) {
  const root = testFolder('check')
  const files = {
    'procedures/sample/procedure.yaml': definition,
    'procedures/sample/letters/notice.typ': '= 認定通知書',
    ...Object.fromEntries(Object.entries(cases).map(([name, text]) => [`procedures/sample/cases/${name}`, text])),
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return checkProcedures(root, { strict })
}

describe('the check of all definitions', () => {
  it('says one line a procedure, for people and for programs', async () => {
    const report = await check({ '01-birth.yaml': goodCase })
    expect(checkReportLines(report)).toEqual([
      'sample：項目 12・きまり 2・例 1・通知書 1・言語 ja/easy/en・要確認 0　問題なし',
    ])
    expect(checkReportJsonLines(report).map((line) => JSON.parse(line))).toEqual([
      { id: 'sample', fields: 12, rules: 2, cases: 1, failed: 0, letters: 1, languages: ['ja', 'easy', 'en'], open: 0 },
    ])
    expect(report.ok).toBe(true)
  })

  it.each([
    ['a fee', 'fee: 300', 'fee: 301', 10, '「fee」は 301 のはずですが、300 です'],
    ['a value', 'total: 150000', 'total: 1', 13, '「values.total」は 1 のはずですが、150000 です'],
    ['a deadline', '2026-12-03', '2026-12-04', 11, '「deadline」は "2026-12-04" のはずですが、"2026-12-03" です'],
    ['the path', '[reason, children, items]', '[reason]', 12, '「pages」は ["reason"] のはずですが'],
    ['the checklist', 'in-time: pass', 'in-time: fail', 15, '「checklist.in-time」は "fail" のはずですが、"pass" です'],
    ['an answer', 'spouse: false', 'note: x', 9, '通るはずですが、通りません（missing @ claim.spouse）'],
  ])('finds %s that comes out otherwise, at its line', async (_, from, to, line, sentence) => {
    const report = await check({ '01-birth.yaml': goodCase.replace(from, to) })
    expect(report.ok).toBe(false)
    expect(report.procedures[0]?.failed).toBe(1)
    const said = checkReportLines(report).filter((each) => each.includes('例「出生の届出」'))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`procedures/sample/cases/01-birth.yaml:${line}:`)
    expect(said[0]).toContain(sentence)
  })

  it('a refused example has to name every reason, and no other', async () => {
    const refused = goodCase
      .replace('kind: valid', 'kind: refused')
      .replace('birth: "2026-11-18" }]', 'birth: "2000-01-01" }]')
      .replace(/expect:[\s\S]*/, 'expect:\n  valid: false\n  problems: [PROBLEM]\n')
    expect((await check({ 'a.yaml': refused.replace('PROBLEM', 'child-young @ children.0.birth') })).ok).toBe(true)
    const wrong = checkReportLines(await check({ 'a.yaml': refused.replace('PROBLEM', 'missing @ items.way') })).join()
    expect(wrong).toContain('出るはずのものがありません：missing @ items.way')
    expect(wrong).toContain('書いていないものが出ました：child-young @ children.0.birth')
  })

  it('says what is wrong with an example, a folder and a letter', async () => {
    const report = await check(
      { 'a.yaml': 'name: x\nkind: good\n' },
      sampleProcedure({
        id: 'other',
        letters: '\n  notice: { title: x, template: letters/gone.typ, numbered: true, seal: none }',
      }),
    )
    const lines = checkReportLines(report).join('\n')
    expect(lines).toContain('cases/a.yaml:2:')
    expect(lines).toContain('フォルダーの名前「sample」と id「other」をそろえてください')
    expect(lines).toContain('letters/gone.typ がありません')
  })

  it('counts languages that are whole', async () => {
    const report = await check({}, sampleProcedure({ summary: '{ ja: 要約, en: Summary }' }), false)
    expect(report.ok).toBe(true)
    expect(report.procedures[0]?.languages).toEqual(['ja', 'en'])
  })
})
