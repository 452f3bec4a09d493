import { readInteger } from '../../../civic/digits.ts'
import { formatYen, groupDigits, readYen } from '../../../civic/money.ts'
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

const problems = ['missing', 'unreadable', 'not-a-number', 'too-small', 'too-large']

/** 数: whole numbers in any width, with or without separators. */
export const number: FieldKind = {
  parts: [''],
  problems,
  read: (posted, context) => read(posted.get(''), readInteger, context),
  check,
  value: (answer) => (typeof answer === 'number' ? answer : null),
  show(answer, { field }) {
    const digits = typeof answer === 'number' ? groupDigits(answer) : ''
    const unit = field.unit
    if (!unit) return sameText(digits)
    return {
      ja: `${digits}${unit.ja}`,
      easy: `${digits}${unit.easy ?? unit.ja}`,
      en: `${digits} ${unit.en ?? unit.ja}`,
    }
  },
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

/** 金額: integer yen. */
export const money: FieldKind = {
  ...number,
  read: (posted, context) => read(posted.get(''), readYen, context),
  show: (answer) =>
    typeof answer === 'number'
      ? { ja: formatYen(answer), easy: formatYen(answer), en: `${groupDigits(answer)} yen` }
      : sameText(''),
}

function read(
  typed: string,
  parse: (text: string) => number | undefined,
  context: FieldContext,
): ReturnType<FieldKind['read']> {
  if (typed.trim() === '') return nothing
  const answer = parse(typed)
  if (answer === undefined) return { problems: [problem('not-a-number')] }
  const found = check(answer, context)
  return found.length > 0 ? { problems: found } : { answer, problems: found }
}

function check(answer: unknown, { min, max, field }: FieldContext): readonly FieldProblem[] {
  if (typeof answer !== 'number' || !Number.isSafeInteger(answer)) return wrongKind
  const least = typeof min === 'number' ? min : field.type === 'money' ? 0 : undefined
  if (least !== undefined && answer < least) return [problem('too-small', { min: least })]
  if (typeof max === 'number' && answer > max) return [problem('too-large', { max })]
  return []
}
