import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { AnswerValue } from '../language/answers.ts'
import {
  type FieldContext,
  type FieldKind,
  type FieldProblem,
  nothing,
  problem,
  sameText,
  textOf,
  wrongKind,
} from './kind.ts'

/** ひとつ選ぶ. Only choices whose condition holds are taken. */
export const choice: FieldKind = {
  parts: [''],
  problems: ['missing-choice', 'unreadable', 'not-a-choice'],
  read(posted, context) {
    const answer = posted.get('')
    if (answer === '') return nothing
    const problems = checkChoice(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (typeof answer === 'string' ? checkChoice(answer, context) : wrongKind),
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer, context) => labelOf(textOf(answer), context),
  exportText: (answer, { field }) => field.choices?.find(({ id }) => id === answer)?.code ?? textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function checkChoice(answer: string, { choices }: FieldContext): readonly FieldProblem[] {
  return choices.some(({ id }) => id === answer) ? [] : [problem('not-a-choice')]
}

/** いくつでも選ぶ. Kept in the order of the definition, each once. */
export const multiChoice: FieldKind = {
  parts: [''],
  problems: ['missing-choice', 'unreadable', 'not-a-choice', 'too-few-choices', 'too-many-choices'],
  read(posted, context) {
    const posts = new Set(posted.all('').filter((id) => id !== ''))
    if (posts.size === 0) return nothing
    const known = (context.field.choices ?? []).map(({ id }) => id).filter((id) => posts.has(id))
    const answer = known.length === posts.size ? known : [...posts]
    const problems = checkChoices(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (isIds(answer) ? checkChoices(answer, context) : wrongKind),
  value: (answer) => (isIds(answer) ? answer : []),
  show(answer, context) {
    const labels = isIds(answer) ? answer.map((id) => labelOf(id, context)) : []
    const joined = (locale: 'ja' | 'easy' | 'en', mark: string): string =>
      labels.map((label) => label[locale] ?? label.ja).join(mark)
    return { ja: joined('ja', '・'), easy: joined('easy', '、 '), en: joined('en', ', ') }
  },
  exportText: (answer, { field }) =>
    isIds(answer) ? answer.map((id) => field.choices?.find((one) => one.id === id)?.code ?? id).join('|') : '',
  typed: (answer) => ({ '': isIds(answer) ? answer.join('\n') : '' }),
}

function checkChoices(answer: readonly string[], { choices, min, max }: FieldContext): readonly FieldProblem[] {
  if (!answer.every((id) => choices.some((one) => one.id === id))) return [problem('not-a-choice')]
  if (typeof min === 'number' && answer.length < min) return [problem('too-few-choices', { min })]
  if (typeof max === 'number' && answer.length > max) return [problem('too-many-choices', { max })]
  return []
}

function isIds(answer: AnswerValue): answer is readonly string[] {
  return Array.isArray(answer) && answer.every((id) => typeof id === 'string')
}

function labelOf(id: string, { field }: FieldContext): LocalText {
  return field.choices?.find((one) => one.id === id)?.label ?? sameText(id)
}
