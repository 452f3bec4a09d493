import { dayOf } from '../../../civic/day.ts'
import type {
  Answers,
  CityFacts,
  CompiledProcedure,
  Filing,
  Group,
  GroupAnswers,
  ProcedureDefinition,
} from '../../procedures/index.ts'

/** Text of all answers of a trial at most: far beyond any form. */
const largest = 200_000

/** Answers that a trial carries from page to page in its own form; nothing of them is kept here. */
export function readSoFar(text: string): Answers {
  if (text === '' || text.length > largest) return {}
  try {
    const data: unknown = JSON.parse(text)
    return isAnswers(data) ? data : {}
  } catch {
    return {}
  }
}

function isAnswers(data: unknown): data is Answers {
  return (
    isRecord(data) && Object.values(data).every((group) => (Array.isArray(group) ? group : [group]).every(isRecord))
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Who tries: the usual person online, today, with the surest proof that is asked for. */
export function trialFiling(definition: ProcedureDefinition, now: Date): Filing {
  const today = dayOf(now)
  const [assurance = 'none'] = definition.assurance.accepted.slice(-1)
  return { today, filedOn: today, channel: 'online', filer: definition.filers[0]?.kind ?? 'self', assurance }
}

/** The page after `pageId` on the way of these answers; undefined at the end. Without `pageId` the first. */
export function nextPage(
  procedure: CompiledProcedure,
  pageId: string | undefined,
  answers: Answers,
  filing: Filing,
  city: CityFacts,
): string | undefined {
  const order = procedure.definition.pages.map(({ id }) => id)
  const after = pageId === undefined ? -1 : order.indexOf(pageId)
  return procedure.route(answers, filing, city).find(({ page }) => order.indexOf(page.id) > after)?.page.id
}

/** One more item of a repeated group, or one less: what the buttons of the form ask for (`add:group`, `remove:group:1`). */
export function withItem(definition: ProcedureDefinition, answers: Answers, act: string): Answers | undefined {
  const [, what, id = '', index] = /^(add|remove):([A-Za-z][\w-]*)(?::(\d{1,3}))?$/.exec(act) ?? []
  const group = definition.pages.flatMap(({ groups }): readonly Group[] => groups).find((each) => each.id === id)
  if (what === undefined || group?.repeat === undefined) return undefined
  const kept = answers[id]
  const items: readonly GroupAnswers[] = Array.isArray(kept) ? kept : []
  if (what === 'remove') return { ...answers, [id]: items.filter((_, n) => n !== Number(index)) }
  return items.length < group.repeat.max ? { ...answers, [id]: [...items, {}] } : answers
}
