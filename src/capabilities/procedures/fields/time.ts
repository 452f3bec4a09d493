import { toHalfWidth } from '../../../civic/digits.ts'
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

const shape = /^([01]\d|2[0-3]):[0-5]\d$/
const typedShape = /^(午前|午後)?(\d{1,2})(?:[:：時](\d{1,2})?分?)$/

/** 時刻, 24 hours inside; 「午後2時」 is understood. */
export const time: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'time-unreadable', 'too-early', 'too-late'],
  read(posted, context) {
    const typed = toHalfWidth(posted.get('')).replace(/\s/g, '')
    if (typed === '') return nothing
    const answer = readTime(typed)
    if (answer === undefined) return { problems: [problem('time-unreadable')] }
    const problems = checkTime(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) =>
    typeof answer === 'string' && shape.test(answer) ? checkTime(answer, context) : wrongKind,
  value: (answer) => (typeof answer === 'string' && shape.test(answer) ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function readTime(typed: string): string | undefined {
  const match = typedShape.exec(typed)
  if (!match) return undefined
  const hour = Number(match[2]) + (match[1] === '午後' && Number(match[2]) < 12 ? 12 : 0)
  const found = `${String(hour).padStart(2, '0')}:${String(Number(match[3] ?? 0)).padStart(2, '0')}`
  return shape.test(found) ? found : undefined
}

function checkTime(answer: string, { min, max }: FieldContext): readonly FieldProblem[] {
  if (typeof min === 'string' && answer < min) return [problem('too-early', { min })]
  if (typeof max === 'string' && answer > max) return [problem('too-late', { max })]
  return []
}
