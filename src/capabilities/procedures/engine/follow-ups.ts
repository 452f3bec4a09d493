import { isDay } from '../../../civic/day.ts'
import type { CityFacts, CompiledProcedure, KnownCase, OfferedFollowUp } from '../engine.ts'
import { fieldKind } from '../fields/index.ts'
import type { AnswerValue, GroupAnswers } from '../language/answers.ts'
import type { Field, FollowUp, Group } from '../language/definition.ts'
import { filed } from '../language/definition-follow-ups.ts'
import type { Value, ValueRecord } from '../language/expression/value.ts'
import { carriedPairs, fieldAt } from '../language/follow-up-targets.ts'
import type { Run } from './run.ts'

/**
 * What may be filed after a decision. Nothing after one that refuses, and nothing whose last day is over.
 * @param run of its own: it sees the decision, which the values of other questions must not
 */
export function followUpsOf(run: Run, known: KnownCase): readonly OfferedFollowUp[] {
  const { definition } = run.model
  const outcome = definition.outcomes.find(({ id, continues }) => id === known.decision?.outcomeId && !continues)
  if (known.decision !== undefined && outcome === undefined) return []
  const granted = outcome !== undefined && ['approved', 'partially-approved', 'accepted'].includes(outcome.result)
  const stages = [...(outcome === undefined ? [] : [outcome.id]), ...(outcome === undefined || granted ? [filed] : [])]
  run.kase = kaseOf(known, run.facts.filedOn)
  return run.model.followUps.flatMap(({ followUp, when, from, until, set }): OfferedFollowUp[] => {
    if (followUp.after ? !followUp.after.some((stage) => stages.includes(stage)) : !granted) return []
    if (when && when(run) !== true) return []
    const [first, last] = [dayOf(from?.(run)), dayOf(until?.(run))]
    if (last !== undefined && last < run.facts.today) return []
    const values = set.map(({ path, run: program }) => ({ path, value: program(run) }))
    return [
      {
        followUp,
        ...(first === undefined ? {} : { from: first }),
        ...(last === undefined ? {} : { until: last }),
        begins: (target, today, city, own) => beginningOf(run, followUp, values, target, { today, city, own }),
      },
    ]
  })
}

const dayOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && isDay(value) ? value : undefined

function kaseOf({ receiptNumber, decision }: KnownCase, filedOn: string): ValueRecord {
  const { decidedOn = null, documentNumber = null, fields = {} } = decision ?? {}
  return { receiptNumber, filedOn, decidedOn, documentNumber, decided: { ...fields } }
}

/** Fields of a decision that the follow-ups of a definition read: what of a decision has to leave the office for them. */
export function decidedFieldsRead(followUps: readonly FollowUp[]): ReadonlySet<string> {
  const sources = followUps.flatMap(({ when, from, until, set }) => [when, from, until, ...Object.values(set ?? {})])
  const found = sources.flatMap((source) => [...(source ?? '').matchAll(/\bkase\.decided\.([A-Za-z0-9]+)/g)])
  return new Set(found.map(([, field = '']) => field))
}

interface Surroundings {
  readonly today: string
  readonly city: CityFacts
  readonly own: (group: Group) => boolean
}

/** Answer path there → value. What the other procedure's own field would not take is left out. */
function beginningOf(
  run: Run,
  { carry = {} }: FollowUp,
  set: readonly { readonly path: string; readonly value: Value }[],
  { definition }: CompiledProcedure,
  around: Surroundings,
): ReadonlyMap<string, AnswerValue | readonly GroupAnswers[]> {
  const there = definition.pages.flatMap((page) => page.groups)
  const here = run.model.definition.pages.flatMap((page) => page.groups)
  const found = new Map<string, AnswerValue | readonly GroupAnswers[]>()
  const keep = (path: string, field: Field, value: unknown): void => {
    if (isTaken(field, value, around)) found.set(path, value)
  }
  for (const [target, source] of Object.entries(carry)) {
    const from = here.find(({ id }) => id === source.split('.')[0])
    const to = there.find(({ id }) => id === target.split('.')[0])
    if (from === undefined || to === undefined || !around.own(from) || !around.own(to)) continue
    const answers = run.relevant[from.id]
    if (target.includes('.')) {
      const field = fieldAt(there, target)
      const [, name = ''] = source.split('.')
      const kept = from.fields?.find(({ id }) => id === name)
      if (field === undefined || kept?.type !== field.type || answers === undefined || isItems(answers)) continue
      if (carriedPairs({ ...from, fields: [{ ...kept, id: field.id }] }, to).length > 0)
        keep(target, field, answers[name])
      continue
    }
    const fields = carriedPairs(from, to)
    if (answers === undefined || isItems(answers) !== (to.repeat !== undefined)) continue
    if (isItems(answers)) {
      const items = answers.slice(0, to.repeat?.max).map((item) => carriedItem(item, fields, around))
      if (items.some((item) => Object.keys(item).length > 0)) found.set(target, items)
    } else for (const field of fields) keep(`${target}.${field.id}`, field, answers[field.id])
  }
  for (const { path, value } of set) {
    const field = fieldAt(there, path)
    if (field !== undefined) keep(path, field, value)
  }
  return found
}

const isItems = (answers: GroupAnswers | readonly GroupAnswers[]): answers is readonly GroupAnswers[] =>
  Array.isArray(answers)

function carriedItem(item: GroupAnswers, fields: readonly Field[], around: Surroundings): GroupAnswers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = item[field.id]
      return isTaken(field, value, around) ? [[field.id, value] as const] : []
    }),
  )
}

function isTaken(field: Field, value: unknown, { today, city }: Surroundings): value is AnswerValue {
  if (value === undefined || value === null || value === '') return false
  const choices = field.choices ?? []
  const ids = field.type === 'choice' ? [value] : field.type === 'multi-choice' && Array.isArray(value) ? value : []
  if (ids.some((id) => !choices.some((choice) => choice.id === id))) return false
  return fieldKind(field.type).check(value as AnswerValue, { field, today, choices, entries: [], city }).length === 0
}
