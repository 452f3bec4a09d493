import type { CityFacts, CompiledProcedure, Filing, PageOnRoute, Problem } from '../engine.ts'
import type { Answers, GroupAnswers } from '../language/answers.ts'
import type { Group, Page } from '../language/definition.ts'

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
  const shown = withNeededItems(written, answers)
  const page = procedure.route(shown, filing, city).find((each) => each.page.id === pageId)
  return page && { page, answers: shown }
}

const filledUp = new WeakMap<Answers, WeakMap<Page, Answers>>()

/** The same answers give the same object, so that what is worked out from it is worked out once. */
function withNeededItems(page: Page, answers: Answers): Answers {
  if (page.groups.every((group) => !lacksItems(group, answers))) return answers
  const known = filledUp.get(answers) ?? new WeakMap<Page, Answers>()
  filledUp.set(answers, known)
  const made = known.get(page) ?? withItems(page, answers)
  known.set(page, made)
  return made
}

function lacksItems({ id, repeat }: Group, answers: Answers): boolean {
  return repeat !== undefined && itemsOf(answers, id).length < repeat.min
}

function withItems(page: Page, answers: Answers): Answers {
  let shown = answers
  for (const group of page.groups) {
    if (!lacksItems(group, answers)) continue
    const items = itemsOf(answers, group.id)
    const missing = (group.repeat?.min ?? 0) - items.length
    shown = { ...shown, [group.id]: [...items, ...Array.from({ length: missing }, (): GroupAnswers => ({}))] }
  }
  return shown
}

function itemsOf(answers: Answers, group: string): readonly GroupAnswers[] {
  const given = answers[group]
  return Array.isArray(given) ? (given as readonly GroupAnswers[]) : []
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
