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
import { brokenCharacters, lengthProblems, longestText, tidyLine } from './texts.ts'

/** 複数行の文字. Emoji stay: people write as they write. */
export const longText: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'characters', 'too-long', 'too-short'],
  read(posted, context) {
    const answer = tidyLine(posted.get(''))
    if (answer === '') return nothing
    const problems = checkLongText(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (typeof answer === 'string' ? checkLongText(answer, context) : wrongKind),
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function checkLongText(answer: string, context: FieldContext): readonly FieldProblem[] {
  return brokenCharacters(answer) ? [problem('characters')] : lengthProblems(answer, context, longestText)
}
