import type { OriginFault } from '../../cases/index.ts'
import type { Answers, CityFacts, CompiledProcedure, Filing, Problem } from '../../procedures/index.ts'
import { judgeMessages as messages } from './messages.ja.ts'
import type { PostedRow } from './posted.ts'

export interface JudgedAnswers {
  readonly answers: Answers
  /** What could not be read, is missing, or does not hold: the case arrives all the same. */
  readonly faults: readonly OriginFault[]
}

/**
 * Reads a row as the pages of the form, one after the other, and holds the whole against the definition's rules. The same
 * reading and the same rules as for somebody who types it here.
 */
export function judge(
  procedure: CompiledProcedure,
  posted: PostedRow,
  before: Answers,
  filing: Filing,
  city: CityFacts,
): JudgedAnswers {
  let answers = before
  const unread = new Map<string, Problem>()
  for (const { id } of procedure.definition.pages) {
    const read = procedure.readPage(id, posted.form, answers, filing, city)
    answers = read.answers
    for (const problem of read.problems)
      if (problem.severity === 'refuse' && problem.rule === undefined && wasWritten(posted, problem.path))
        unread.set(problem.path, problem)
  }
  answers = procedure.relevant(answers, filing, city)
  const labels = labelsOf(procedure, answers, filing, city)
  const rules = procedure
    .validate(answers, filing, city)
    .filter(({ severity, path }) => severity !== 'warn' && !unread.has(path) && !unread.has(withoutPart(path)))
  const said = [...unread.values(), ...rules].map((problem): OriginFault => {
    const path = [problem.path, withoutPart(problem.path)].find((each) => labels.has(each)) ?? problem.path
    return { path, label: labels.get(path) ?? '', sentence: problem.message.ja }
  })
  return {
    answers,
    faults: [...said, ...lostLetters(posted, labels), ...notAsked(procedure, posted, answers, filing, city)],
  }
}

function wasWritten(posted: PostedRow, path: string): boolean {
  return posted.columns.has(path) || posted.columns.has(withoutPart(path))
}

const withoutPart = (path: string): string => path.replace(/\.[A-Za-z-]+$/, '')

function labelsOf(
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  city: CityFacts,
): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  for (const { fields } of procedure.route(answers, filing, city))
    for (const { path, field, group, item } of fields)
      labels.set(
        path,
        item === undefined ? field.label.ja : `${(group.repeat?.item ?? group.title).ja}${item + 1}　${field.label.ja}`,
      )
  return labels
}

/** Something was written where this person is not asked: it stands in the original only, and a person is told. */
function notAsked(
  procedure: CompiledProcedure,
  posted: PostedRow,
  answers: Answers,
  filing: Filing,
  city: CityFacts,
): readonly OriginFault[] {
  const asked = new Set(procedure.route(answers, filing, city).flatMap(({ fields }) => fields.map(({ path }) => path)))
  return [...posted.columns]
    .filter(([path]) => !asked.has(path))
    .map(([, column]) => ({ label: column, sentence: messages.notAsked }))
}

/** 〓 stands where the sender's system had no character for what was typed: a name is then not the name. */
function lostLetters(posted: PostedRow, labels: ReadonlyMap<string, string>): readonly OriginFault[] {
  const paths = [...posted.columns.keys()].filter((path) =>
    [...posted.form].some(
      ([name, values]) => (name === path || name.startsWith(`${path}.`)) && values.some((each) => each.includes('〓')),
    ),
  )
  return paths.map((path) => ({ path, label: labels.get(path) ?? '', sentence: messages.lostLetter }))
}
