import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { closedDayTest } from '../../../civic/closed-days.ts'
import { type Answers, type CityFacts, type CompiledProcedure, findingLine } from '../../procedures/index.ts'
import { valueIds } from '../language/as-definition.ts'
import { readGuideFolder } from '../language/folder.ts'
import type { WholeItem } from '../language/guide.ts'
import type { CompiledGuide } from '../language/load.ts'
import { firstAnswers } from '../rules/first-answers.ts'
import { guideFiling, makeList } from '../rules/make-list.ts'
import { repositoryProcedures } from './repository-procedures.ts'

/** An example: these answers on this day make exactly this list. */
const caseShape = z.strictObject({
  name: z.string().min(1),
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  answers: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** `id 2026-12-08`, or `id` where there is no last day; in the order of the list. */
  items: z.array(z.string()),
  benefits: z.array(z.string()).default([]),
})
export type GuideCase = z.infer<typeof caseShape>

export interface GuideReport {
  readonly ok: boolean
  /** One sentence for everything found, with its file. */
  readonly problems: readonly string[]
  readonly guides: readonly {
    readonly id: string
    readonly questions: number
    readonly items: number
    readonly cases: number
  }[]
}

/** Examples that every guide has at least. */
const fewest = 3

/** Checks all guides below a project folder and runs their examples. */
export function checkGuides(root: string): GuideReport {
  const folder = readGuideFolder(root)
  const procedures = repositoryProcedures(root)
  const problems = folder.findings.map(findingLine)
  const guides = folder.guides.map((compiled) => {
    const { id, pages } = compiled.guide
    const file = `catalog/life-events/cases/${id}.yaml`
    const cases = readCases(root, file, problems)
    if (cases.length < fewest) problems.push(`${file} エラー 例が${fewest}つ以上要ります（いまは${cases.length}）`)
    problems.push(
      ...namesOf(compiled, procedures).map((sentence) => `catalog/life-events/${id}.yaml エラー ${sentence}`),
    )
    for (const one of cases)
      problems.push(
        ...runCase(compiled, one, procedures).map((difference) => `${file} エラー ${one.name}：${difference}`),
      )
    const reached = new Set(cases.flatMap(({ items }) => items.map((line) => line.split(' ')[0] ?? '')))
    for (const item of compiled.items)
      if (!reached.has(item.id)) problems.push(`${file} エラー 項目「${item.id}」が出てくる例がありません`)
    const questions = pages.flatMap((page) => page.groups.flatMap((group) => group.fields ?? [])).length
    return { id, questions, items: compiled.items.length, cases: cases.length }
  })
  return { ok: problems.length === 0, problems, guides }
}

export function guideReportLines(report: GuideReport): readonly string[] {
  return [
    ...report.problems,
    ...report.guides.map(({ id, questions, items, cases }) => `${id}：質問 ${questions}・項目 ${items}・例 ${cases}`),
  ]
}

function readCases(root: string, file: string, problems: string[]): readonly GuideCase[] {
  const at = path.join(root, file)
  if (!existsSync(at)) return []
  const read = z.array(caseShape).safeParse(parse(readFileSync(at, 'utf8'), { maxAliasCount: 0 }))
  if (read.success) return read.data
  problems.push(...read.error.issues.map(({ path: where, message }) => `${file} エラー ${where.join('.')}：${message}`))
  return []
}

/** Procedures that the items name, and paths that they begin with, have to exist. */
function namesOf({ items }: CompiledGuide, procedures: readonly CompiledProcedure[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.procedure === undefined) return []
    const procedure = procedures.find(({ definition }) => definition.id === item.procedure)
    if (procedure === undefined) return [`手続「${item.procedure}」（${item.id}）はありません`]
    const paths = new Set(
      procedure.definition.pages.flatMap((page) =>
        page.groups.flatMap((group) => (group.fields ?? []).map((field) => `${group.id}.${field.id}`)),
      ),
    )
    return Object.keys(item.prefill ?? {})
      .filter((each) => !paths.has(each))
      .map((each) => `手続「${item.procedure}」に答えの場所「${each}」はありません（${item.id}）`)
  })
}

const isClosedDay = closedDayTest()
const facts: CityFacts = { settings: {}, register: () => [], isClosedDay }

/** What differs between an example and what the guide makes of it. */
export function runCase(
  compiled: CompiledGuide,
  one: GuideCase,
  procedures: readonly CompiledProcedure[],
): readonly string[] {
  const { questions, items } = compiled
  const answers = one.answers as Answers
  const filing = guideFiling(one.today)
  const refused = questions.validate(answers, filing, facts).filter(({ severity }) => severity === 'refuse')
  const list = makeList(compiled, answers, one.today, facts, procedures)
  const made = list.map(({ id, due }) => (due === undefined ? id : `${id} ${due.last}`))
  const benefits = list.filter(({ benefit }) => benefit !== undefined).map(({ id }) => id)
  const { values } = questions.evaluate(answers, filing, facts)
  const begins = (id: string, at: string) => values[valueIds.prefill(id, at)]
  // Two items of the list that begin the same answer differently leave it open.
  const contrary = ({ id, procedure }: WholeItem, at: string): boolean =>
    items.some(
      (other) =>
        other.id !== id &&
        other.procedure === procedure &&
        other.prefill?.[at] !== undefined &&
        list.some((listed) => listed.id === other.id) &&
        begins(other.id, at) !== begins(id, at),
    )
  // Nothing to begin with (null) is not an answer that got lost.
  const lost = items.flatMap((item) => {
    const procedure = procedures.find(({ definition }) => definition.id === item.procedure)
    if (procedure === undefined || item.prefill === undefined || !list.some(({ id }) => id === item.id)) return []
    const taken = firstAnswers(compiled, answers, procedure, one.today, facts)
    return Object.keys(item.prefill).filter(
      (each) => !taken.has(each) && begins(item.id, each) !== null && !contrary(item, each),
    )
  })
  return [
    ...refused.map(({ path: where, code }) => `答え「${where}」が足りないか、受け取れません（${code}）`),
    ...unasked(questions.relevant(answers, filing, facts), answers).map(
      (each) => `聞かれない答え「${each}」があります`,
    ),
    ...differing('一覧', one.items, made),
    ...differing('受けられるかもしれないもの', one.benefits, benefits),
    ...lost.map((each) => `先に入れておく答え「${each}」を手続が受け取りません`),
  ]
}

function differing(what: string, wanted: readonly string[], made: readonly string[]): readonly string[] {
  if (wanted.join('\n') === made.join('\n')) return []
  return [`${what}が違います\n  書いてあるもの：${wanted.join('、')}\n  できたもの　　：${made.join('、')}`]
}

/** Answers of an example that no question on its path asks for. */
function unasked(relevant: Answers, answers: Answers): readonly string[] {
  return Object.entries(answers).flatMap(([group, fields]) =>
    Object.keys(fields ?? {})
      .filter((field) => (relevant[group] as Readonly<Record<string, unknown>> | undefined)?.[field] === undefined)
      .map((field) => `${group}.${field}`),
  )
}
