import { isDay, partsOf } from '../../../civic/day.ts'
import { readInteger, toHalfWidth } from '../../../civic/digits.ts'
import { eraYearOf, formatEra, formatWestern, readDate, readDateParts } from '../../../civic/era.ts'
import { eraIds, eraNames } from './eras.ts'
import {
  type FieldContext,
  type FieldKind,
  type FieldProblem,
  nothing,
  problem,
  type Reading,
  textOf,
  wrongKind,
} from './kind.ts'
import { englishDate } from './wording.ts'

const parts = ['year', 'month', 'day'] as const

/** 日付: era, year, month and day; a year of four digits is western whatever the era says. Also one text, for other channels. */
export const date: FieldKind = {
  parts: ['', 'era', ...parts],
  problems: [
    'missing',
    'missing-year',
    'missing-month',
    'missing-day',
    'unreadable',
    'date-unreadable',
    'no-such-day',
    'outside-era',
    'too-early',
    'too-late',
  ],
  read(posted, context) {
    const reading = readTypedDay((part) => posted.get(part))
    if (typeof reading.answer !== 'string') return reading
    const problems = checkDay(reading.answer, context)
    return problems.length > 0 ? { problems } : reading
  },
  check: (answer, context) => (typeof answer === 'string' && isDay(answer) ? checkDay(answer, context) : wrongKind),
  value: (answer) => (typeof answer === 'string' && isDay(answer) ? answer : null),
  show(answer) {
    const day = textOf(answer)
    if (!isDay(day)) return { ja: day }
    return { ja: formatEra(day), easy: `${formatWestern(day)}（${formatEra(day)}）`, en: englishDate(day) }
  },
  exportText: (answer) => textOf(answer),
  typed(answer): Readonly<Record<string, string>> {
    const day = textOf(answer)
    if (!isDay(day)) return {}
    const { month, day: date } = partsOf(day)
    const era = eraYearOf(day)
    return {
      era: eraIds[era?.era.letter ?? ''] ?? 'ad',
      year: String(era?.year ?? day.slice(0, 4)),
      month: String(month),
      day: String(date),
    }
  },
}

/** A day as the date control posts it: one text, or era, year, month and day. No answer and no problem: nothing typed. */
export function readTypedDay(get: (part: string) => string): Reading {
  const whole = get('').trim()
  return whole === '' ? readParts(get) : fromReading(readDate(whole))
}

function readParts(get: (part: string) => string): Reading {
  const typed = parts.map((part) => toHalfWidth(get(part)).trim())
  if (typed.every((part) => part === '')) return nothing
  const absent = parts.filter((_, i) => typed[i] === '')
  if (absent.length > 0) return { problems: absent.map((part) => problem(`missing-${part}`, undefined, part)) }
  const [yearText = '', monthText = '', dayText = ''] = typed
  const era = get('era')
  const year = yearText === '元' ? 1 : readInteger(yearText.replace(/年$/, ''))
  const month = readInteger(monthText.replace(/月$/, ''))
  const day = readInteger(dayText.replace(/日$/, ''))
  const numbers = { year, month, day }
  const wrong = parts.filter((part) => numbers[part] === undefined)
  if (year === undefined || month === undefined || day === undefined) {
    return { problems: wrong.map((part) => problem('date-unreadable', undefined, part)) }
  }
  return fromReading(readDateParts(year >= 1000 ? '' : (eraNames[era] ?? era), year, month, day))
}

function fromReading(reading: ReturnType<typeof readDate>): Reading {
  if (reading.ok) return { answer: reading.day, problems: [] }
  if (reading.refusal === 'outside-era' && reading.suggestion) {
    return { problems: [problem('outside-era', { suggestion: formatEra(reading.suggestion) }, 'year')] }
  }
  return { problems: [problem(reading.refusal === 'unreadable' ? 'date-unreadable' : 'no-such-day')] }
}

function checkDay(day: string, { min, max }: FieldContext): readonly FieldProblem[] {
  if (typeof min === 'string' && day < min) return [problem('too-early', { min })]
  if (typeof max === 'string' && day > max) return [problem('too-late', { max })]
  return []
}
