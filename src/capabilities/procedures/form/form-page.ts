import type { CityFacts, CompiledProcedure, Filing, PageOnRoute, Problem } from '../engine.ts'
import type { Answers, GroupAnswers } from '../language/answers.ts'

/**
 * A page as its form shows it: repeated groups have at least the items they need, empty ones too.
 * Undefined: the page is not on this person's path.
 */
export function formPage(
  procedure: CompiledProcedure,
  pageId: string,
  answers: Answers,
  filing: Filing,
  city: CityFacts,
): { readonly page: PageOnRoute; readonly answers: Answers } | undefined {
  const written = procedure.definition.pages.find(({ id }) => id === pageId)
  if (!written) return undefined
  let shown = answers
  for (const { id, repeat } of written.groups) {
    if (!repeat) continue
    const given = answers[id]
    const items = Array.isArray(given) ? (given as readonly GroupAnswers[]) : []
    if (items.length >= repeat.min) continue
    const empty = Array.from({ length: repeat.min - items.length }, (): GroupAnswers => ({}))
    shown = { ...shown, [id]: [...items, ...empty] }
  }
  const page = procedure.route(shown, filing, city).find((each) => each.page.id === pageId)
  return page && { page, answers: shown }
}

/** Where the error summary leads: the field's own id (a composite's first wrong part carries it), or the group. */
export function problemTarget(problem: Problem, page: PageOnRoute): string {
  const field = page.fields.find(({ path }) => problem.path === path || problem.path.startsWith(`${path}.`))
  return field?.path ?? `${problem.path}-title`
}

/** Problems of a page in the order of its questions, ready for the error summary. */
export function summaryOf(
  problems: readonly Problem[],
  page: PageOnRoute,
): readonly { readonly id: string; readonly message: Problem['message'] }[] {
  const order = new Map(page.fields.map(({ path }, i) => [path, i]))
  return problems
    .filter(({ severity }) => severity !== 'warn')
    .map((problem) => ({ id: problemTarget(problem, page), message: problem.message }))
    .sort((a, b) => (order.get(a.id) ?? order.size) - (order.get(b.id) ?? order.size))
}
