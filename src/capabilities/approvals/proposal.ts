import type { Act, ProposalState, StepState } from './rules/act.ts'
import type { StepAct } from './rules/route.ts'

/** A letter that the decision will make, as its preview needs it. Only documents looks inside. */
export type LetterDraftValue = object

/** What a proposal decides on. Holds personal data: kept encrypted, hashed at every act. */
export interface ProposalBody {
  readonly title: string
  readonly summary: string
  readonly grounds: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly judged: readonly { readonly label: string; readonly finding: string }[]
  readonly effects: readonly string[]
  readonly letterPreview?: LetterDraftValue
}

export interface Proposal {
  readonly id: string
  /** `case`, or the kind of an internal matter. */
  readonly subject: string
  readonly subjectId: string
  readonly decisionId: string
  /** How people call the subject: the receipt number of a case. */
  readonly receiptNumber: string
  readonly procedureId: string
  readonly matter: string
  readonly matterLabel: string
  readonly basis: string
  readonly substitution: boolean
  readonly bulk: boolean
  readonly sectionId: string
  readonly sectionName: string
  readonly proposerId: string
  readonly proposerName: string
  readonly proposerPost: string
  /** Who wrote what is decided on, besides the proposer; they do not act on it. */
  readonly authors: readonly string[]
  readonly outcomeLabel: string
  readonly adverse: boolean
  readonly body: ProposalBody
  readonly bodyHash: string
  readonly state: ProposalState
  readonly retention: string
  readonly dueOn: string | null
  readonly proposedAt: Date
  readonly endedAt: Date | null
  readonly decidedOn: string | null
  readonly version: number
  readonly steps: readonly ProposalStep[]
  readonly acts: readonly RecordedAct[]
  readonly postReviews: readonly PostReview[]
}

export interface ProposalStep {
  readonly step: number
  readonly act: StepAct
  readonly state: StepState
  readonly sectionId: string
  readonly sectionName: string
  readonly rank: number
  readonly postName: string
}

export interface RecordedAct {
  readonly step: number | null
  readonly act: Act | 'propose' | 'post-review'
  readonly staffId: string
  readonly staffName: string
  readonly postName: string
  readonly sectionName: string
  readonly substituteFor: string | null
  readonly comment: string
  readonly at: Date
}

export interface PostReview {
  readonly staffId: string
  readonly staffName: string
  readonly postName: string
  readonly seenAt: Date | null
}
