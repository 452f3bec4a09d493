import { readInteger } from '../../../civic/digits.ts'
import type { AnswerValue, RegisterChoiceAnswer } from '../language/answers.ts'
import type { Value } from '../language/expression/value.ts'
import {
  type FieldContext,
  type FieldKind,
  type FieldProblem,
  nothing,
  type Posted,
  problem,
  type Reading,
  wrongKind,
} from './kind.ts'

/** Pieces of one kind that may be asked for when the definition says nothing. */
const mostPieces = 99

/** 台帳から選ぶ: one entry, or with `quantity: true` several with a number each (`<name>.<entry>`). */
export const registerChoice: FieldKind = {
  parts: [''],
  problems: ['missing-choice', 'unreadable', 'entry-closed', 'quantity', 'too-few-choices', 'too-many-choices'],
  read: (posted, context) =>
    context.field.register?.quantity ? readQuantities(posted, context) : readOne(posted, context),
  check: (answer, context) => (isChoices(answer) ? checkChoices(answer, context) : wrongKind),
  value(answer, context) {
    if (!isChoices(answer)) return null
    const values = answer.map((one) => entryValue(one, context))
    return context.field.register?.quantity ? values : (values[0] ?? null)
  },
  show(answer, { entries }) {
    const chosen = isChoices(answer) ? answer : []
    const line = (locale: 'ja' | 'easy' | 'en', mark: string): string =>
      chosen
        .map(({ entry, quantity }) => {
          const label = entries.find(({ id }) => id === entry)?.label
          return `${label?.[locale] ?? label?.ja ?? entry}${quantity === undefined ? '' : ` × ${quantity}`}`
        })
        .join(mark)
    return { ja: line('ja', '、'), easy: line('easy', '、 '), en: line('en', ', ') }
  },
  exportText: (answer) =>
    isChoices(answer)
      ? answer.map(({ entry, quantity }) => (quantity === undefined ? entry : `${entry}:${quantity}`)).join('|')
      : '',
  typed(answer): Readonly<Record<string, string>> {
    if (!isChoices(answer)) return {}
    if (answer.every(({ quantity }) => quantity === undefined)) return { '': answer[0]?.entry ?? '' }
    return Object.fromEntries(answer.map(({ entry, quantity }) => [entry, String(quantity ?? '')]))
  },
}

function readOne(posted: Posted, context: FieldContext): Reading {
  const entry = posted.get('')
  if (entry === '') return nothing
  const answer = [{ entry }]
  const problems = checkChoices(answer, context)
  return problems.length > 0 ? { problems } : { answer, problems }
}

function readQuantities(posted: Posted, context: FieldContext): Reading {
  const answer: RegisterChoiceAnswer[] = []
  const problems: FieldProblem[] = []
  for (const { id } of context.entries) {
    const typed = posted.get(id).trim()
    const quantity = typed === '' ? 0 : readInteger(typed)
    if (quantity === undefined || quantity < 0 || quantity > mostPieces)
      problems.push(problem('quantity', { max: mostPieces }, id))
    else if (quantity > 0) answer.push({ entry: id, quantity })
  }
  if (problems.length > 0) return { problems }
  if (answer.length === 0) return nothing
  const found = checkChoices(answer, context)
  return found.length > 0 ? { problems: found } : { answer, problems: found }
}

function checkChoices(
  answer: readonly RegisterChoiceAnswer[],
  { entries, field, min, max }: FieldContext,
): readonly FieldProblem[] {
  const closed = answer.find(({ entry }) => !entries.some(({ id }) => id === entry))
  if (closed) return [problem('entry-closed')]
  if (!field.register?.quantity) return answer.length === 1 ? [] : wrongKind
  const pieces = answer.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
  const sound = answer.every(
    ({ quantity }) => Number.isSafeInteger(quantity) && Number(quantity) > 0 && Number(quantity) <= mostPieces,
  )
  if (!sound || new Set(answer.map(({ entry }) => entry)).size !== answer.length)
    return [problem('quantity', { max: mostPieces })]
  if (typeof min === 'number' && pieces < min) return [problem('too-few-choices', { min })]
  if (typeof max === 'number' && pieces > max) return [problem('too-many-choices', { max })]
  return []
}

function entryValue({ entry, quantity }: RegisterChoiceAnswer, { entries }: FieldContext): Value {
  const found = entries.find(({ id }) => id === entry)
  return {
    entry,
    quantity: quantity ?? null,
    label: found?.label.ja ?? entry,
    left: found?.left ?? null,
    facts: found?.facts ?? {},
  }
}

function isChoices(answer: AnswerValue): answer is readonly RegisterChoiceAnswer[] {
  return (
    Array.isArray(answer) &&
    answer.every((one) => typeof one === 'object' && one !== null && 'entry' in one && typeof one.entry === 'string')
  )
}
