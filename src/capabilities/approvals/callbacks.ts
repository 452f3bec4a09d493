import type { Transaction } from 'kysely'

/** How a proposal ended, told to whoever asked for the decision, in the transaction of the act: all of it happens or nothing. */
export interface ProposalEnd {
  readonly cityId: string
  readonly proposalId: string
  readonly caseId: string
  readonly decisionId: string
  readonly actorId: string
  readonly actorRole?: string
  readonly at: Date
}

export interface ProposalDecidedEnd extends ProposalEnd {
  /** Day of the decision in Asia/Tokyo, `YYYY-MM-DD`. */
  readonly decidedOn: string
  readonly manner: 'decision' | 'delegated' | 'substitute'
}

export interface ProposalReturnedEnd extends ProposalEnd {
  readonly reason: string
}

export interface ProposalCallbacks {
  onDecided(trx: Transaction<unknown>, event: ProposalDecidedEnd): Promise<void>
  onSentBack(trx: Transaction<unknown>, event: ProposalReturnedEnd): Promise<void>
  onRecalled(trx: Transaction<unknown>, event: ProposalReturnedEnd): Promise<void>
}
