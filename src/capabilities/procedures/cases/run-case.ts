import { closedDayTest, usualClosedDays } from '../../../civic/closed-days.ts'
import type { CityFacts, CompiledProcedure, Filing, Problem } from '../engine.ts'
import { filed } from '../language/definition-follow-ups.ts'
import type { Finding, YamlPath } from '../language/findings.ts'
import { openEntries, type Register } from '../seeds/registers.ts'
import type { CaseFile, LoadedCase } from './case-file.ts'

/** Runs one example and says every expectation that was not met, at its line. */
export function runCase(
  procedure: CompiledProcedure,
  loaded: LoadedCase,
  registers: readonly Register[],
): readonly Finding[] {
  const { content } = loaded
  if (!content) return loaded.findings
  const filing = filingOf(content, procedure)
  const city = factsOf(content, registers, filing.today)
  const findings: Finding[] = []
  const differ = (path: YamlPath, sentence: string): void => {
    findings.push(loaded.finding(path, `例「${content.name}」：${sentence}`))
  }
  compareProblems(content, procedure.validate(content.answers, filing, city), differ)
  compareResults(content, procedure, filing, city, differ)
  return findings
}

type Differ = (path: YamlPath, sentence: string) => void

/** The filing of an example: what it leaves out is the usual online one. */
export function filingOf({ filing }: CaseFile, { definition }: CompiledProcedure): Filing {
  const [assurance = 'none'] = definition.assurance.accepted.slice(-1)
  return {
    today: filing.today,
    filedOn: filing.filedOn ?? filing.today,
    ...(filing.filedTime === undefined ? {} : { filedTime: filing.filedTime }),
    channel: filing.channel ?? 'online',
    filer: filing.filer ?? 'self',
    assurance: filing.assurance ?? assurance,
  }
}

/** The city of an example: its own registers, or those given; weekends, holidays and its closed days. */
export function factsOf(content: CaseFile, registers: readonly Register[], today: string): CityFacts {
  const isClosedDay = closedDayTest({ ...usualClosedDays, closed: content.closedDays ?? [] })
  return {
    settings: content.settings ?? {},
    register(id) {
      const own = content.registers?.[id]
      if (own) return own.map((entry) => ({ ...entry, facts: entry.facts ?? {} }))
      const kept = openEntries(
        registers.find((register) => register.id === id),
        today,
      )
      return kept.map(({ id: entryId, label, facts, capacity }) => ({
        id: entryId,
        label,
        facts,
        ...(capacity === undefined ? {} : { left: capacity }),
      }))
    },
    isClosedDay,
  }
}

function compareProblems(content: CaseFile, problems: readonly Problem[], differ: Differ): void {
  const { expect } = content
  const blocking = problems.filter(({ severity }) => severity !== 'warn')
  const said = blocking.map(lineOf)
  if (expect.valid !== (blocking.length === 0)) {
    differ(
      ['expect', 'valid'],
      expect.valid ? `通るはずですが、通りません（${said.join('、')}）` : '通らないはずですが、通りました',
    )
  }
  if (expect.valid === false && content.kind !== 'refused' && content.kind !== 'boundary') {
    differ(['kind'], 'kind が valid なのに、expect.valid が false です')
  }
  if (expect.problems || !expect.valid) compareLists(['expect', 'problems'], expect.problems ?? [], said, differ)
  if (expect.warnings) {
    compareLists(
      ['expect', 'warnings'],
      expect.warnings,
      problems.filter(({ severity }) => severity === 'warn').map(lineOf),
      differ,
    )
  }
}

function lineOf({ code, path }: Problem): string {
  return `${code} @ ${path}`
}

function compareLists(path: YamlPath, wanted: readonly string[], found: readonly string[], differ: Differ): void {
  const absent = wanted.filter((line) => !found.includes(line))
  const extra = found.filter((line) => !wanted.includes(line))
  if (absent.length > 0) differ(path, `出るはずのものがありません：${absent.join('、')}`)
  if (extra.length > 0) differ(path, `書いていないものが出ました：${extra.join('、')}`)
}

function compareResults(
  content: CaseFile,
  procedure: CompiledProcedure,
  filing: Filing,
  city: CityFacts,
  differ: Differ,
): void {
  const { answers, expect } = content
  const { values, conditions, fee } = procedure.evaluate(answers, filing, city)
  const same = (path: YamlPath, wanted: unknown, found: unknown): void => {
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found ?? null)) return
    differ(
      path,
      `「${path.slice(1).join('.')}」は ${JSON.stringify(wanted)} のはずですが、${JSON.stringify(found ?? null)} です`,
    )
  }
  for (const [id, wanted] of Object.entries(expect.values ?? {})) same(['expect', 'values', id], wanted, values[id])
  for (const [id, wanted] of Object.entries(expect.conditions ?? {}))
    same(['expect', 'conditions', id], wanted, conditions[id])
  same(['expect', 'fee'], expect.fee, fee.total)
  same(['expect', 'deadline'], expect.deadline, procedure.deadline(answers, filing, city)?.last)
  same(
    ['expect', 'pages'],
    expect.pages,
    procedure.route(answers, filing, city).map(({ page }) => page.id),
  )
  same(['expect', 'section'], expect.section, procedure.sectionOf(answers, filing, city))
  const days = new Map(procedure.calendar(answers, filing, city).map(({ id, due }) => [id, due]))
  for (const [id, wanted] of Object.entries(expect.calendar ?? {}))
    same(['expect', 'calendar', id], wanted, days.get(id))
  expect.decisions?.forEach(({ outcome, fields, gives }, i) => {
    const followed = procedure.followed(outcome, fields, answers, filing, city)
    for (const [id, wanted] of Object.entries(gives)) {
      const path = ['expect', 'decisions', i, 'gives', id]
      const found = followed.find(({ field }) => field === id)
      if (found) same(path, wanted, found.result)
      else differ(path, `決定「${outcome}」に、表から決まる項目「${id}」はありません`)
    }
  })
  compareFollowUps(content, procedure, filing, city, differ)
  if (!expect.checklist) return
  const outcomes = Object.fromEntries(
    procedure.checklist(answers, filing, city).map(({ id, outcome }) => [id, outcome]),
  )
  for (const [id, wanted] of Object.entries(expect.checklist)) same(['expect', 'checklist', id], wanted, outcomes[id])
}

/** What is offered after a decision, exactly: ids with their first and last days. */
function compareFollowUps(
  { answers, expect }: CaseFile,
  procedure: CompiledProcedure,
  filing: Filing,
  city: CityFacts,
  differ: Differ,
): void {
  expect.followUps?.forEach(({ outcome, on = filing.today, fields = {}, offers }, i) => {
    const decision = { outcomeId: outcome, decidedOn: on, documentNumber: '見本第1号', fields }
    const known = { receiptNumber: 'XX-R8-000001-0', ...(outcome === filed ? {} : { decision }) }
    const found = procedure
      .followUps(known, answers, { ...filing, today: on }, city)
      .map(({ followUp, from, until }) => [
        followUp.id,
        { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) },
      ])
    const wanted = Object.entries(offers).map(([id, { from, until }]) => [
      id,
      { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) },
    ])
    if (JSON.stringify(wanted) !== JSON.stringify(found))
      differ(
        ['expect', 'followUps', i, 'offers'],
        `「${outcome}」のあとの続きの手続は ${JSON.stringify(wanted)} のはずですが、${JSON.stringify(found)} です`,
      )
  })
}
