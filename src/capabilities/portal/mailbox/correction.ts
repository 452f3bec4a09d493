import {
  type Answers,
  type AnswerValue,
  type CityFacts,
  type CompiledProcedure,
  type Filing,
  fieldKind,
  type PageOnRoute,
  type Problem,
} from '../../procedures/index.ts'
import { valueAt, withValueAt } from '../drafts/draft.ts'

/** What a correction is read against: the answers as they stand, and the paths that were asked for. */
export interface CorrectionBasis {
  readonly procedure: CompiledProcedure
  readonly filing: Filing
  readonly facts: CityFacts
  readonly answers: Answers
  readonly paths: readonly string[]
}

export interface CorrectionReading {
  /** Whole answers; only the requested paths can differ from the basis. */
  readonly answers: Answers
  readonly problems: readonly Problem[]
  readonly typed: Readonly<Record<string, string>>
}

type Form = ReadonlyMap<string, readonly string[]>

/** Pages that ask for a requested path, in the order of the form. */
export function correctionPages(basis: CorrectionBasis): readonly PageOnRoute[] {
  const wanted = new Set(basis.paths)
  return basis.procedure
    .route(basis.answers, basis.filing, basis.facts)
    .filter((page) => page.fields.some(({ path }) => wanted.has(path)))
}

/**
 * Reads what was posted for the requested fields, and nothing else: every other field of the page is taken as it was
 * answered, so that questions which hang on it are still asked, and a tampered post changes nothing.
 */
export function readCorrection(basis: CorrectionBasis, posted: Form): CorrectionReading {
  const { procedure, filing, facts } = basis
  const wanted = new Set(basis.paths)
  let { answers } = basis
  const problems: Problem[] = []
  const typed: Record<string, string> = {}
  for (const page of correctionPages(basis)) {
    const form = pageForm(page, basis.answers, wanted, posted)
    const read = procedure.readPage(page.page.id, form, basis.answers, filing, facts)
    for (const { path } of page.fields) {
      if (!wanted.has(path)) continue
      answers = withValueAt(answers, path, valueAt(read.answers, path))
      problems.push(...read.problems.filter((problem) => isAt(problem.path, path)))
      for (const [name, text] of Object.entries(read.typed)) if (isAt(name, path)) typed[name] = text
    }
  }
  return { answers, problems, typed }
}

/** The page as it would be posted whole: requested fields from the post, the others from the answers. */
function pageForm(page: PageOnRoute, answers: Answers, wanted: ReadonlySet<string>, posted: Form): Form {
  const form = new Map<string, readonly string[]>()
  for (const group of page.page.groups) {
    const items = answers[group.id]
    if (Array.isArray(items)) form.set(`${group.id}.count`, [String(items.length)])
  }
  for (const { path, field } of page.fields) {
    if (wanted.has(path)) {
      for (const [name, values] of posted) if (isAt(name, path)) form.set(name, values)
      continue
    }
    const answer = valueAt(answers, path) as AnswerValue | undefined
    if (answer === undefined) continue
    for (const [part, text] of Object.entries(fieldKind(field.type).typed(answer)))
      form.set(part === '' ? path : `${path}.${part}`, field.type === 'multi-choice' ? text.split('\n') : [text])
  }
  return form
}

function isAt(name: string, path: string): boolean {
  return name === path || name.startsWith(`${path}.`)
}
