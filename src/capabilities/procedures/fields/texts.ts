import { characterFaults, lengthOf } from '../../../civic/characters.ts'
import { isCorporateNumber, isIndividualNumber, isInsurerNumber } from '../../../civic/check-digits.ts'
import { toHalfWidth } from '../../../civic/digits.ts'
import { patterns } from '../language/patterns.ts'
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

/** What a text may be at most when the definition says nothing. */
export const longestLine = 200
export const longestText = 2000

/** Characters that no text may hold: NUL, lone surrogates, controls, and marks that turn the direction of writing. */
export function brokenCharacters(text: string): boolean {
  return characterFaults(text).some((fault) => fault !== 'emoji' && fault !== 'half-width-kana')
}

/** Marks that nobody sees and nobody typed: they come along with copied text. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/** Outer space and invisible marks off, line ends as `\n`; the rest byte for byte. */
export function tidyLine(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^[\s　]+|[\s　]+$/g, '')
}

export function lengthProblems(text: string, { field }: FieldContext, most: number): readonly FieldProblem[] {
  const length = lengthOf(text)
  const max = field.maxLength ?? most
  if (length > max) return [problem('too-long', { max, over: length - max })]
  if (field.minLength !== undefined && length < field.minLength) return [problem('too-short', { min: field.minLength })]
  return []
}

export const oneLineProblems = [
  'missing',
  'unreadable',
  'characters',
  'one-line',
  'too-long',
  'too-short',
  'pattern',
  'check-digit',
]

/** 一行の文字. With a named pattern it is read as a code: full-width letters and digits become half-width. */
export const text: FieldKind = {
  parts: [''],
  problems: oneLineProblems,
  read(posted, context) {
    const typed = tidyLine(posted.get(''))
    if (typed === '') return nothing
    const answer = normaliseCode(typed, context)
    const problems = checkText(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (typeof answer === 'string' ? checkText(answer, context) : wrongKind),
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => textOf(answer),
  typed: (answer) => ({ '': textOf(answer) }),
}

function normaliseCode(typed: string, { field }: FieldContext): string {
  if (field.pattern === undefined && field.check === undefined) return typed
  const half = toHalfWidth(typed).replace(/[‐‑‒–—―−ー]/g, '-')
  const shape = field.pattern === undefined ? undefined : patterns[field.pattern]?.shape
  const bare = half.replace(/[\s-]/g, '')
  return shape && !shape.test(half) && shape.test(bare) ? bare : field.check ? bare : half
}

function checkText(answer: string, context: FieldContext): readonly FieldProblem[] {
  const { field } = context
  if (brokenCharacters(answer)) return [problem('characters')]
  if (answer.includes('\n')) return [problem('one-line')]
  const pattern = field.pattern === undefined ? undefined : patterns[field.pattern]
  if (pattern && !pattern.shape.test(answer)) return [problem('pattern', { example: pattern.example })]
  if (!hasCheckDigit(answer, field.check)) return [problem('check-digit')]
  return lengthProblems(answer, context, longestLine)
}

function hasCheckDigit(answer: string, check: FieldContext['field']['check']): boolean {
  switch (check) {
    case undefined:
      return true
    case 'individual-number':
      return isIndividualNumber(answer)
    case 'corporate-number':
      return isCorporateNumber(answer)
    case 'insurer-number':
      return isInsurerNumber(answer)
  }
}
