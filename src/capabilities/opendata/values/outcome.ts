import type { Column } from '../language/dataset.ts'

/** What the reading of a cell knows besides the cell itself. */
export interface ValueContext {
  /** Six digits of the publishing city. */
  readonly cityCode: string
  readonly column: Column
}

/**
 * A problem of one cell. `proposal` is what it would become; `sure` says that nothing but the writing changes
 * (width, calendar, separators), so that all of them may be accepted at once.
 */
export interface CellProblem {
  readonly code: ProblemCode
  readonly level: 'error' | 'warning' | 'notice'
  readonly proposal?: string
  readonly sure?: boolean
  /** For the sentence: the allowed values, the limit. */
  readonly detail?: string
}

export type ValueOutcome = { readonly value: string } | { readonly problem: CellProblem }

export const problemCodes = [
  'writing',
  'control-character',
  'missing',
  'recommended-missing',
  'too-long',
  'not-kana',
  'not-latin',
  'not-identifier',
  'not-a-code',
  'check-digit',
  'lost-zero',
  'other-city',
  'wrong-digits',
  'not-a-number',
  'too-small',
  'too-large',
  'not-a-date',
  'no-such-day',
  'not-a-time',
  'not-weekdays',
  'not-a-choice',
  'not-presence',
  'not-a-flag',
  'not-a-phone',
  'mobile-phone',
  'not-an-email',
  'personal-email',
  'not-a-url',
  'not-a-postcode',
  'not-a-corporate-number',
  'unknown-poi',
  'not-a-town-id',
  'not-a-coordinate',
  'not-a-shape',
  'too-many-places',
  'too-few-places',
  'crosses-itself',
  'person',
  'duplicate-key',
  'order',
  'sum',
  'half-a-place',
  'swapped',
  'tokyo-datum',
  'outside-japan',
  'outside-city',
  'far-from-address',
  'place-from-address',
  'key-missing',
  'spreadsheet-error',
  'formula',
  'individual-number',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export const fine = (value: string): ValueOutcome => ({ value })
export const fault = (code: ProblemCode, more: Omit<Partial<CellProblem>, 'code'> = {}): ValueOutcome => ({
  problem: { code, level: 'error', ...more },
})

/** The canonical writing when it is as typed, and otherwise a sure repair to it. */
export const written = (typed: string, canonical: string): ValueOutcome =>
  typed === canonical ? fine(canonical) : fault('writing', { level: 'notice', proposal: canonical, sure: true })
