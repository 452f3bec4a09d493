import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  createReporter,
  loadProcedure,
  type ProcedureDefinition,
  readProcedureFolders,
  readSharedParts,
  readYaml,
} from '../../procedures/index.ts'
import { checkFixedByLaw } from './fixed-by-law.ts'
import { holdsNumber } from './literals.ts'
import { citesChangeOfLaw, lawSets } from './whose-rule.ts'

const sources = new Map<string, string>()
let shared: Awaited<ReturnType<typeof readSharedParts>>['shared']
beforeAll(async () => {
  shared = (await readSharedParts('.')).shared
  for (const { id, source } of await readProcedureFolders(path.resolve('procedures'))) sources.set(id, source)
})

const loaded = new Map<string, ProcedureDefinition>()
const load = (source: string): ProcedureDefinition => {
  const known = loaded.get(source) ?? read(source)
  loaded.set(source, known)
  return known
}
function read(source: string): ProcedureDefinition {
  const { definition, findings } = loadProcedure(source, { shared })
  return definition ?? expect.fail(JSON.stringify(findings.filter(({ severity }) => severity === 'error')))
}
/** What the rule says of a shipped text after each change of words. */
function found(id: string, changes: readonly (readonly [string, string])[], shipped = true): readonly string[] {
  const before = sources.get(id) ?? expect.fail(id)
  let text = before
  for (const [from, to] of changes) {
    expect(text, from).toContain(from)
    text = text.replace(from, to)
  }
  const report = createReporter('procedure.yaml', readYaml(text).locate)
  checkFixedByLaw(load(text), { definition: load(before), shipped }, report)
  return report.findings.map(({ severity, sentence }) => `${severity}：${sentence}`)
}

describe('what a law has set is refused wherever it stands', () => {
  const claim = 'child-allowance-claim'
  it.each<readonly [string, string, string, string, string]>([
    [
      'a number of days',
      claim,
      'deadlineDays(values.baseDay, 15)',
      'deadlineDays(values.baseDay, 20)',
      'values.baseDay, 15',
    ],
    ['the day it counts from', claim, '? claim.plannedMoveOutOn :', '? claim.eventOn :', 'claim.plannedMoveOutOn'],
    ['when it holds', claim, "claim.reason in ['birth', 'move-in'", "claim.reason in ['move-in'", '条件「'],
    ['an age in a rule', claim, 'fyEndAfterAge(item.birth, 22)', 'fyEndAfterAge(item.birth, 25)', 'きまり「'],
    ['how hard a rule is', claim, 'must: item.custody != false', 'must: item.custody != true', '児童手当法第4条第1項'],
    [
      'how a table is looked up',
      'ltc-high-cost-benefit',
      'low: values.lowPension',
      'low: conditions.taxExempt',
      '引き方',
    ],
    [
      'a limit of an answer',
      'child-allowance-termination',
      'addDays(filing.today, 60)',
      'addDays(filing.today, 90)',
      '項目「',
    ],
    [
      'a number put into a setting',
      'dog-registration',
      'addDays(dog.birth, 90)',
      'addDays(dog.birth, settings.feeRegistration)',
      'dog.birth, 90',
    ],
    ['the season', 'child-rearing-allowance-annual-status-presubmit', 'to: 08-31', 'to: 09-30', '施行規則第4条'],
  ])('%s', (_what, id, from, to, said) => {
    const sentences = found(id, [[from, to]])
    expect(sentences.join('\n')).toContain('error：')
    expect(sentences.join('\n')).toContain(said)
  })

  it('a change of law cites its act, and whoever approves reads it', () => {
    const change = ['deadlineDays(values.baseDay, 15)', 'deadlineDays(values.baseDay, 20)'] as const
    const cite = (article: string) => [change, [change[1], `${change[1]}\n    article: ${article}`]] as const
    expect(found(claim, cite('児童手当法第8条第3項'))[0]).toContain('error：')
    const said = found(claim, cite('児童手当法第8条第3項（令和9年法律第12号による改正）'))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('warning：計算「')
    expect(said[0]).toContain('令和9年法律第12号')
  })

  it('looks, words, settings and rules of the city’s own stay free', () => {
    expect(found(claim, [['deadlineDays(values.baseDay, 15)', 'deadlineDays( values.baseDay,15 )']])).toEqual([])
    expect(found('facility-booking', [["relief.kind == 'half' ? 5", "relief.kind == 'half' ? 7"]])).toEqual([])
    expect(found('dog-registration', [['type: number, default: 3000', 'type: number, default: 3300']])).toEqual([])
    // What only catches slips of the pen says so in the shipped text; saying so in a working copy opens nothing.
    expect(
      found(claim, [['ageOn(claimant.birth, item.birth) >= 12', 'ageOn(claimant.birth, item.birth) >= 10']]),
    ).toEqual([])
    expect(
      found('child-allowance-donation', [['monthAfter(filing.filedOn, 216)', 'monthAfter(filing.filedOn, 120)']]),
    ).toEqual([])
    const age = 'ageOn(claimant.birth, filing.filedOn) >= 15'
    expect(
      found(claim, [
        [age, age.replace('15', '16')],
        ['severity: stop', 'severity: stop\n    setBy: city'],
      ])[0],
    ).toContain('error：')
    // A procedure of the city's own has no numbers of a law but where it names one.
    const own = found(
      claim,
      [['ageOn(claimant.birth, filing.filedOn) >= 15', 'ageOn(claimant.birth, filing.filedOn) >= 16']],
      false,
    )
    expect(own).toEqual([])
  })

  it('a new version of a table begins later and cites another source', () => {
    const use = '    use: child-allowance-rates\n    inputs: {}\n'
    const shipped = '児童手当法（令和6年法律47号による改正、令和6年10月1日施行）'
    const edition = (from: string, cited: string): string =>
      `      - from: ${from}\n        source: ${cited}\n        rows: [{ when: {}, then: { underThree: 15000, over: 10000, third: 30000 } }]\n`
    const later = '児童手当法（令和9年法律第12号による改正）'
    // Its own editions follow the shared ones.
    const added = (from: string, cited: string) => found(claim, [[use, `${use}    versions:\n${edition(from, cited)}`]])
    expect(added('2027-10-01', later)).toEqual([])
    expect(added('2027-10-01', shipped)[0]).toContain('前の版と同じ')
    // Whoever leaves the shared table writes the law's rows as they are.
    const alone = (...editions: readonly string[]) =>
      found(claim, [[use, `    label: 月額\n    inputs: {}\n    versions:\n${editions.join('')}`]])
    const law = edition('2024-10-01', shipped)
    expect(alone(law)).toEqual([])
    expect(alone(law.replace('30000', '5000'))[0]).toContain('2024-10-01 からの行は、児童手当法')
    expect(alone(edition('2024-04-01', later), law)[0]).toContain('2024-10-01 より前')
  })
})

it('0 and 1 that only count are no numbers of a law', () => {
  expect(['size(a.b) > 0', 'index + 1', "a.b == 'x'", '0 - settings.days'].map(holdsNumber)).toEqual(
    Array(4).fill(false),
  )
  expect(['addMonths(a.b, 1)', 'a.b < 1', "a.b >= '2024-10-01'", "a.b == '2024-10'", '2'].map(holdsNumber)).toEqual(
    Array(5).fill(true),
  )
})

it('tells the law from the rules of a city', () => {
  expect(['児童手当法第8条', '介護保険法施行規則第35条', '地方自治法施行令第167条'].map(lawSets)).toEqual([
    true,
    true,
    true,
  ])
  expect(['市手数料条例', '施設の管理規則', '職員採用試験案内（写真）', '後援等に関する要綱'].map(lawSets)).toEqual(
    Array(4).fill(false),
  )
  expect(citesChangeOfLaw('法第8条（令和９年政令第２号による改正）', '法第8条')).toBe(true)
  expect(citesChangeOfLaw('法第8条（令和9年政令第2号による改正）', '法第8条（令和9年政令第2号による改正）')).toBe(false)
  expect(citesChangeOfLaw('法第9条', '法第8条')).toBe(false)
})
