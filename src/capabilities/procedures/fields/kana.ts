import { isKana, normaliseKana } from '../../../civic/kana.ts'
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
import { lengthProblems } from './texts.ts'

const longestKana = 100

/** フリガナ. Hiragana and half-width kana become full-width katakana silently; only what can't be turned is asked again. */
export const kana: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'not-kana', 'too-long', 'too-short'],
  read(posted, context) {
    const answer = normaliseKana(posted.get(''))
    if (answer === '') return nothing
    const problems = checkKana(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (typeof answer === 'string' ? checkKana(answer, context) : wrongKind),
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function checkKana(answer: string, context: FieldContext): readonly FieldProblem[] {
  return isKana(answer) ? lengthProblems(answer, context, longestKana) : [problem('not-kana')]
}
