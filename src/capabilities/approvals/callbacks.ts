import type { Transaction } from 'kysely'
import type { RecordedAct } from './proposal.ts'

/** An act on a proposal, told to whoever asked for the decision, in the transaction of the act: all of it happens or nothing. */
export interface ProposalActed {
  readonly cityId: string
  readonly proposalId: string
  /** What the proposal is about: `case` or the kind of an internal matter, and its id there. */
  readonly subject: string
  readonly subjectId: string
  readonly decisionId: string
  readonly act: RecordedAct['act']
  readonly actorId: string
  readonly actorName: string
  /** Section and post of that day. */
  readonly actorRole: string
  /** 代決: who was away, in words. */
  readonly substituteFor?: string
  readonly at: Date
}

export interface ProposalDecidedEnd extends ProposalActed {
  /** Day of the decision in Asia/Tokyo, `YYYY-MM-DD`. */
  readonly decidedOn: string
  readonly manner: 'decision' | 'delegated' | 'substitute'
}

export interface ProposalReturnedEnd extends ProposalActed {
  readonly reason: string
}

export interface ProposalCallbacks {
  /** A step on the way (承認, 合議, 保留), or 後閲 after the end. Acts that end the proposal are told by the others. */
  onActed(trx: Transaction<unknown>, event: ProposalActed): Promise<void>
  onDecided(trx: Transaction<unknown>, event: ProposalDecidedEnd): Promise<void>
  onSentBack(trx: Transaction<unknown>, event: ProposalReturnedEnd): Promise<void>
  onRecalled(trx: Transaction<unknown>, event: ProposalReturnedEnd): Promise<void>
}
