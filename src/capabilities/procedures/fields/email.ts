import { toHalfWidth } from '../../../civic/digits.ts'
import { type FieldKind, type FieldProblem, nothing, problem, sameText, textOf, wrongKind } from './kind.ts'

/** Bounded classes only: linear. Whether mail arrives is shown by the one-time code, not by this shape. */
const shape = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/

/** メールアドレス. */
export const email: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'email-shape', 'too-long'],
  read(posted) {
    const answer = toHalfWidth(posted.get('')).trim()
    if (answer === '') return nothing
    const problems = checkEmail(answer)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer) => (typeof answer === 'string' ? checkEmail(answer) : wrongKind),
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function checkEmail(answer: string): readonly FieldProblem[] {
  if (answer.length > 254) return [problem('too-long', { max: 254, over: answer.length - 254 })]
  return shape.test(answer) ? [] : [problem('email-shape')]
}
