import { readInteger, toHalfWidth } from '../../../civic/digits.ts'
import { eraYearOf, formatEraMonth, readDateParts } from '../../../civic/era.ts'
import { eraIds, eraNames } from './eras.ts'
import { type FieldContext, type FieldKind, type FieldProblem, nothing, problem, textOf, wrongKind } from './kind.ts'

const parts = ['year', 'month'] as const
const shape = /^\d{4}-(0[1-9]|1[0-2])$/

/** 年月. */
export const yearMonth: FieldKind = {
  parts: ['', 'era', ...parts],
  problems: ['missing', 'missing-year', 'missing-month', 'unreadable', 'month-unreadable', 'too-early', 'too-late'],
  read(posted, context) {
    const whole = toHalfWidth(posted.get('')).trim()
    if (whole !== '') return shape.test(whole) ? checked(whole, context) : { problems: [problem('month-unreadable')] }
    const [year = '', month = ''] = parts.map((part) => toHalfWidth(posted.get(part)).trim())
    if (year === '' && month === '') return nothing
    if (year === '') return { problems: [problem('missing-year', undefined, 'year')] }
    if (month === '') return { problems: [problem('missing-month', undefined, 'month')] }
    const numbers = [year === '元' ? 1 : readInteger(year), readInteger(month)] as const
    if (numbers[0] === undefined || numbers[1] === undefined) return { problems: [problem('month-unreadable')] }
    const era = posted.get('era')
    const lastDay = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][numbers[1] - 1]
    if (lastDay === undefined) return { problems: [problem('month-unreadable', undefined, 'month')] }
    const reading = readDateParts(numbers[0] >= 1000 ? '' : (eraNames[era] ?? era), numbers[0], numbers[1], lastDay)
    return reading.ok
      ? checked(reading.day.slice(0, 7), context)
      : { problems: [problem('month-unreadable', undefined, 'year')] }
  },
  check: (answer, context) =>
    typeof answer === 'string' && shape.test(answer) ? checkMonth(answer, context) : wrongKind,
  value: (answer) => (typeof answer === 'string' && shape.test(answer) ? answer : null),
  show(answer) {
    const month = textOf(answer)
    if (!shape.test(month)) return { ja: month }
    const [year, number] = [month.slice(0, 4), Number(month.slice(5))]
    return { ja: formatEraMonth(month), easy: `${year}年${number}月`, en: `${englishMonth(number)} ${year}` }
  },
  exportText: (answer) => textOf(answer),
  typed(answer): Readonly<Record<string, string>> {
    const month = textOf(answer)
    if (!shape.test(month)) return {}
    const era = eraYearOf(`${month}-28`)
    return {
      era: eraIds[era?.era.letter ?? ''] ?? 'ad',
      year: String(era?.year ?? month.slice(0, 4)),
      month: String(Number(month.slice(5))),
    }
  },
}

function checked(answer: string, context: FieldContext): { answer?: string; problems: readonly FieldProblem[] } {
  const problems = checkMonth(answer, context)
  return problems.length > 0 ? { problems } : { answer, problems }
}

function checkMonth(month: string, { min, max }: FieldContext): readonly FieldProblem[] {
  if (typeof min === 'string' && month < min) return [problem('too-early', { min })]
  if (typeof max === 'string' && month > max) return [problem('too-late', { max })]
  return []
}

function englishMonth(month: number): string {
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 1))
}
