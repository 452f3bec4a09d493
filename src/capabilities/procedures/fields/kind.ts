import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { CityFacts, RegisterEntry } from '../engine.ts'
import type { AnswerValue } from '../language/answers.ts'
import type { Choice, Field } from '../language/definition.ts'
import type { Value } from '../language/expression/value.ts'

/** Surroundings in which one field is asked, read or checked. */
export interface FieldContext {
  readonly field: Field
  readonly today: string
  /** Choices whose condition holds. */
  readonly choices: readonly Choice[]
  /** Register entries whose condition holds. */
  readonly entries: readonly RegisterEntry[]
  readonly min?: number | string
  readonly max?: number | string
  readonly city: CityFacts
}

/** A problem of one answer; its sentence is `messages[code]`, with the label and these parameters in the slots. */
export interface FieldProblem {
  readonly code: string
  /** Which part of a composite answer: `family`, `postcode`. */
  readonly part?: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** The posted values of one field: `''` is the field's own name, other parts are `name.part`. */
export interface Posted {
  get(part: string): string
  all(part: string): readonly string[]
  /** Parts that were posted. */
  parts(): readonly string[]
}

export interface Reading {
  /** Absent: nothing was answered, or it could not be read. */
  readonly answer?: AnswerValue
  readonly problems: readonly FieldProblem[]
}

/** One field type. Its form names, reading, checking and words are all here; the program has no branch on a type elsewhere. */
export interface FieldKind {
  /** Parts of the posting names; `''` is the field's own name. */
  readonly parts: readonly string[]
  /** Every problem the type may report: each has a sentence in three languages. */
  readonly problems: readonly string[]
  /** Reads a post: normalises what can be normalised, says what can't. `before` is the answer so far. */
  read(posted: Posted, context: FieldContext, before: AnswerValue | undefined): Reading
  /** Checks an answer wherever it came from (API, case file, older draft). */
  check(answer: AnswerValue, context: FieldContext): readonly FieldProblem[]
  /** The answer as expressions see it. */
  value(answer: AnswerValue, context: FieldContext): Value
  /** The answer as people read it. */
  show(answer: AnswerValue, context: FieldContext): LocalText
  /** The answer in a CSV cell. */
  exportText(answer: AnswerValue, context: FieldContext): string
  /** What the form shows for a kept answer, by part. */
  typed(answer: AnswerValue): Readonly<Record<string, string>>
}

/** The same words in all languages: names, numbers, dates as they are. */
export function sameText(text: string): LocalText {
  return { ja: text, easy: text, en: text }
}

export const nothing: Reading = { problems: [] }

export function problem(code: string, params?: FieldProblem['params'], part?: string): FieldProblem {
  return { code, ...(params ? { params } : {}), ...(part === undefined ? {} : { part }) }
}

/** An answer of the wrong JSON kind, as only a tampered or very old record has. */
export const wrongKind: readonly FieldProblem[] = [{ code: 'unreadable' }]

/** The text of a simple answer; nothing for a record of another shape, which only a tampered or very old one has. */
export function textOf(answer: AnswerValue): string {
  return typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean' ? String(answer) : ''
}
