import type { Day } from '../../../civic/day.ts'
import {
  type Answers,
  type AnswerValue,
  type CityFacts,
  type CompiledProcedure,
  fieldKind,
} from '../../procedures/index.ts'
import { valueIds } from '../language/as-definition.ts'
import type { Prefill } from '../language/guide.ts'
import type { CompiledGuide } from '../language/load.ts'
import { guideFiling } from './make-list.ts'

/** Field types that a value of the expressions can become the answer of. */
const fitting: Readonly<Record<Prefill['type'], readonly string[]>> = {
  date: ['date'],
  text: ['choice', 'text'],
  number: ['number', 'money'],
  boolean: ['yes-no'],
}

/**
 * What a procedure begins with after these answers: answer path → value, of items that stand in the list. A value that
 * the procedure's own field would not take (another version of it, a choice that is gone) is left out, and so is one that
 * two items of the list would begin differently (water is stopped at one home and started at another).
 */
export function firstAnswers(
  { items, questions }: CompiledGuide,
  answers: Answers,
  procedure: CompiledProcedure,
  today: Day,
  city: CityFacts,
): ReadonlyMap<string, AnswerValue> {
  const { values } = questions.evaluate(answers, guideFiling(today), city)
  const found = new Map<string, AnswerValue>()
  const contrary = new Set<string>()
  for (const item of items) {
    if (item.procedure !== procedure.definition.id || values[valueIds.when(item.id)] !== true) continue
    for (const [path, prefill] of Object.entries(item.prefill ?? {})) {
      const value = values[valueIds.prefill(item.id, path)]
      if (!isAnswer(value) || !taken(procedure, path, prefill, value, today, city)) continue
      if (found.has(path) && found.get(path) !== value) contrary.add(path)
      found.set(path, value)
    }
  }
  for (const path of contrary) found.delete(path)
  return found
}

const isAnswer = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function taken(
  { definition }: CompiledProcedure,
  path: string,
  { type }: Prefill,
  value: AnswerValue,
  today: Day,
  city: CityFacts,
): boolean {
  const groups = definition.pages.flatMap((page) => page.groups).filter(({ repeat }) => repeat === undefined)
  const field = groups.flatMap((group) => (group.fields ?? []).filter(({ id }) => `${group.id}.${id}` === path))[0]
  if (field === undefined || !fitting[type].includes(field.type)) return false
  const context = { field, today, choices: field.choices ?? [], entries: [], city }
  return fieldKind(field.type).check(value, context).length === 0
}
