import type { CityFacts, Filing, Problem, ReadResult } from '../engine.ts'
import type { FieldContext, Posted, Reading } from '../fields/kind.ts'
import type { Answers, AnswerValue, GroupAnswers } from '../language/answers.ts'
import type { CompiledField, CompiledGroup, CompiledModel, CompiledPage } from './model.ts'
import { placeLabel } from './place-label.ts'
import { fieldProblem, missingProblem, ruleProblems } from './problems.ts'
import type { Place, Run } from './run.ts'

type Form = ReadonlyMap<string, readonly string[]>

/**
 * Reads one posted page in two passes. The first takes every field as posted, so that conditions among the page's own
 * fields can be decided; the second reads the fields that are really asked, with their choices and bounds where they have any.
 */
export function readPage(
  model: CompiledModel,
  runOf: (answers: Answers, filing: Filing, city: CityFacts) => Run,
  pageId: string,
  form: Form,
  before: Answers,
  filing: Filing,
  city: CityFacts,
): ReadResult {
  const page = model.pages.find((candidate) => candidate.page.id === pageId)
  if (!page) return { answers: before, typed: {}, problems: [] }
  const readings = new Map<string, Reading>()
  const asPosted = withPage(before, page, form, (field, path, old) => {
    const reading = field.kind.read(postedAt(form, path), lenient(field, filing, city), old)
    if (field.plain) readings.set(path, reading)
    return reading.answer
  })
  const first = sameOr(before, asPosted, page)
  const tentative = runOf(first, filing, city)
  const problems: Problem[] = []
  const asked = new Map<string, Place>()
  for (const place of tentative.places) if (place.page === page) asked.set(place.path, place)
  const read = withPage(before, page, form, (_, path, old) => {
    const place = asked.get(path)
    if (!place) return undefined
    const reading = readPlace(tentative, place, form, old, readings.get(path))
    problems.push(...reading.problems)
    return reading.answer
  })
  const answers = sameOr(first, read, page)
  const pageNumber = model.pages.indexOf(page)
  const after = runOf(answers, filing, city)
  if (!problems.some((problem) => problem.severity === 'refuse')) problems.push(...pageRules(after, pageNumber))
  return {
    answers,
    problems,
    get typed() {
      return typedOf(form, page)
    },
  }
}

/** The known object where nothing differs on this page: what was worked out from it holds. */
function sameOr(known: Answers, read: Answers, page: CompiledPage): Answers {
  return page.groups.every(({ group: { id } }) => alike(known[id], read[id])) ? known : read
}

/** Equal as the JSON that answers are. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false
    if (!alike((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false
  }
  return true
}

function readPlace(
  run: Run,
  place: Place,
  form: Form,
  old: AnswerValue | undefined,
  known: Reading | undefined,
): { readonly answer?: AnswerValue; readonly problems: readonly Problem[] } {
  const { field, kind } = place.compiled
  const reading = known ?? kind.read(postedAt(form, place.path), run.contextOf(place), old)
  const problems = reading.problems.map((found) => fieldProblem(place.path, placeLabel(place), found))
  if (reading.answer === undefined && problems.length === 0 && run.isRequired(place)) {
    const shown = wasAsked(form, place)
    return { problems: [shown ? missingProblem(place.path, placeLabel(place), field.type) : newlyAsked(place)] }
  }
  return { ...(reading.answer === undefined ? {} : { answer: reading.answer }), problems }
}

/** The page says which questions it showed; without that word (an API, an old page) all of them count as shown. */
function wasAsked(form: Form, { path, compiled }: Place): boolean {
  const { id } = compiled.group
  const asked = form.get(`${id}.asked`)?.[0]
  return asked === undefined || asked.split(' ').includes(path.slice(id.length + 1))
}

/** A question that appeared because of what was just answered: nobody has left anything out. */
function newlyAsked(place: Place): Problem {
  return fieldProblem(place.path, placeLabel(place), { code: 'newly-asked' })
}

/** Rules shown on this page whose answers are all known by now. */
function pageRules(run: Run, pageNumber: number): readonly Problem[] {
  const due = run.model.rules.filter(({ lastPage }) => lastPage === pageNumber)
  const groups = new Set(run.model.pages[pageNumber]?.groups.map(({ group }) => group.id))
  return ruleProblems(run, due).filter(({ path }) => groups.has(path.split('.')[0] ?? ''))
}

type ReadField = (field: CompiledField, path: string, old: AnswerValue | undefined) => AnswerValue | undefined

/** The answers with the groups of one page replaced by what `read` gives for each field. */
function withPage(before: Answers, page: CompiledPage, form: Form, read: ReadField): Answers {
  const answers: Record<string, GroupAnswers | readonly GroupAnswers[] | undefined> = { ...before }
  for (const compiled of page.groups) {
    const { id, repeat } = compiled.group
    const old = before[id]
    if (!repeat) {
      answers[id] = readGroup(compiled, id, Array.isArray(old) ? {} : ((old as GroupAnswers | undefined) ?? {}), read)
      continue
    }
    const oldItems = Array.isArray(old) ? (old as readonly GroupAnswers[]) : []
    const count = Math.min(itemCount(form, id, oldItems.length), repeat.max)
    answers[id] = Array.from({ length: count }, (_, i) => readGroup(compiled, `${id}.${i}`, oldItems[i] ?? {}, read))
  }
  return answers
}

function readGroup(compiled: CompiledGroup, head: string, old: GroupAnswers, read: ReadField): GroupAnswers {
  const found: Record<string, AnswerValue> = {}
  for (const field of compiled.fields) {
    const answer = read(field, `${head}.${field.field.id}`, old[field.field.id])
    if (answer !== undefined) found[field.field.id] = answer
  }
  return found
}

/** How many items a page posted: its hidden count, else the highest number in the names. */
function itemCount(form: Form, group: string, before: number): number {
  const count = form.get(`${group}.count`)?.[0]
  if (count !== undefined && /^\d{1,3}$/.test(count)) return Number(count)
  let most = -1
  for (const name of form.keys()) {
    if (!name.startsWith(`${group}.`)) continue
    const number = /^\d{1,3}/.exec(name.slice(group.length + 1))
    if (number) most = Math.max(most, Number(number[0]))
  }
  return most >= 0 ? most + 1 : before
}

function postedAt(form: Form, path: string): Posted {
  const name = (part: string): string => (part === '' ? path : `${path}.${part}`)
  return {
    get: (part) => form.get(name(part))?.at(-1) ?? '',
    all: (part) => form.get(name(part)) ?? [],
    parts: () => [...form.keys()].filter((key) => key.startsWith(`${path}.`)).map((key) => key.slice(path.length + 1)),
  }
}

function lenient({ field }: CompiledField, filing: Filing, city: CityFacts): FieldContext {
  const entries = field.register ? city.register(field.register.id) : []
  return { field, today: filing.today, choices: field.choices ?? [], entries, city }
}

/** Longest text that is shown back: a page never echoes megabytes. */
const longestTyped = 4000

function typedOf(form: Form, page: CompiledPage): Readonly<Record<string, string>> {
  const secret = page.groups.flatMap(({ group, fields }) =>
    fields.filter(({ field }) => field.type === 'individual-number').map(({ field }) => `${group.id}.${field.id}`),
  )
  const marks = new Set(page.groups.flatMap(({ group }) => [`${group.id}.asked`, `${group.id}.count`]))
  const heads = page.groups.map(({ group }) => `${group.id}.`)
  const typed: Record<string, string> = {}
  for (const [name, values] of form) {
    if (
      marks.has(name) ||
      !heads.some((head) => name.startsWith(head)) ||
      secret.includes(name.replace(/\.\d+\./, '.'))
    )
      continue
    typed[name] = values.join('\n').slice(0, longestTyped)
  }
  return typed
}
