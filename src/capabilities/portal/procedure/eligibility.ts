import type { Answers, FormFieldsProps, PageOnRoute, ShownValue } from '../../procedures/index.ts'
import { type CityFacts, type CompiledProcedure, type Filing, formPage, type Problem } from '../../procedures/index.ts'

/** The questions of a procedure that another system carries, with what the answers so far come to. Nothing is kept. */
export interface Eligibility {
  readonly answers: Answers
  /** Pages on the way so far, each with its own problems. */
  readonly pages: readonly FormFieldsProps[]
  readonly outcome: 'not-asked' | 'incomplete' | 'more' | 'no' | 'yes'
  readonly problems: readonly { readonly page: PageOnRoute; readonly problem: Problem }[]
  readonly stops: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** Computed values shown to residents, when the answers are whole. */
  readonly values: readonly ShownValue[]
}

/** Longest answer that is read from the address, and the most of them. */
const longest = 100
const most = 200

/** Reads the answers in an address: those of this procedure's own questions, shortened. */
export function readAsked(
  queries: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(queries)
      .slice(0, most)
      .map(([name, values]) => [name, values.slice(0, most).map((value) => value.slice(0, longest))]),
  )
}

/** @param form undefined before anything was asked */
export function checkEligibility(
  procedure: CompiledProcedure,
  form: ReadonlyMap<string, readonly string[]> | undefined,
  filing: Filing,
  city: CityFacts,
): Eligibility {
  let answers: Answers = {}
  const found: { page: string; typed: Readonly<Record<string, string>>; problems: readonly Problem[] }[] = []
  for (const { id, groups } of procedure.definition.pages) {
    if (form === undefined) break
    if (!procedure.route(answers, filing, city).some(({ page }) => page.id === id)) continue
    const read = procedure.readPage(id, withShown(form, groups), answers, filing, city)
    answers = read.answers
    found.push({ page: id, typed: read.typed, problems: read.problems })
  }
  const pages = procedure.route(answers, filing, city).flatMap(({ page }): FormFieldsProps[] => {
    const shown = formPage(procedure, page.id, answers, filing, city)
    const read = found.find((each) => each.page === page.id)
    return shown
      ? [{ page: shown.page, answers: shown.answers, typed: read?.typed ?? {}, problems: read?.problems ?? [] }]
      : []
  })
  const said = pages.flatMap(({ page, problems = [] }) => problems.map((problem) => ({ page, problem })))
  const refused = said.filter(({ problem }) => problem.severity === 'refuse')
  const stops = said.flatMap(({ problem }) => (problem.severity === 'stop' ? [problem] : []))
  const open = procedure.validate(answers, filing, city).some(({ severity }) => severity === 'refuse')
  const outcome =
    form === undefined
      ? 'not-asked'
      : stops.length > 0
        ? 'no'
        : refused.some(({ problem }) => problem.code !== 'newly-asked')
          ? 'incomplete'
          : open
            ? 'more'
            : 'yes'
  return {
    answers,
    pages,
    outcome,
    // A question that has only just appeared is nobody's mistake.
    problems: outcome === 'incomplete' ? refused : [],
    stops,
    warnings: said.flatMap(({ problem }) => (problem.severity === 'warn' ? [problem] : [])),
    values: outcome === 'yes' ? procedure.shownValues(answers, filing, city, 'resident') : [],
  }
}

/** A group of which nothing was sent was not on the page yet: none of its questions was left out. */
function withShown(
  form: ReadonlyMap<string, readonly string[]>,
  groups: readonly { readonly id: string }[],
): ReadonlyMap<string, readonly string[]> {
  const names = [...form.keys()]
  const unseen = groups.filter(({ id }) => !names.some((name) => name.startsWith(`${id}.`)))
  return new Map([...form, ...unseen.map(({ id }) => [`${id}.asked`, ['']] as const)])
}
