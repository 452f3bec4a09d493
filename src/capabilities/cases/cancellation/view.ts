import { summaryWith, viewWith } from '../case-page/form-sentences.ts'
import type { FormState, FormView } from '../case-page/form-state.ts'
import type { LoadedCase } from '../case-page/load.ts'
import type { CancellationProblem, CancelledDecision } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { cancellationMessages as messages } from './messages.ja.ts'

export interface CancellationPageProps {
  readonly loaded: LoadedCase
  readonly decision: DecisionRecord
  readonly about: CancelledDecision
  /** The one on its way. */
  readonly running: CancellationRecord | undefined
  /** What stands in the way of the proposal today. */
  readonly obstacles: readonly CancellationProblem[]
  readonly leastDays: number
  /** Words for the earliest day of a hearing or of the end of the answers. */
  readonly suggestedDay: string
  readonly office: string
  readonly today: string
  readonly route: string
  readonly remedies: string
  readonly state: FormState | undefined
  /** Fields that every form carries; a fresh key for each form. */
  readonly hidden: () => readonly { readonly name: string; readonly value: string }[]
}

/** The sentence of a problem: the page's own, or one that all forms of a case share. */
export function sentenceOf(problem: CancellationProblem): string | undefined {
  return messages.problems[problem.refusal]
}

/** A form of this page, with its own sentences at its controls. */
export const viewOf = (state: FormState | undefined, form: string): FormView => viewWith(state, form, sentenceOf)

/** The list on top of the page. */
export const summary = (state: FormState): ReturnType<typeof summaryWith> => summaryWith(state, sentenceOf)
