import type { Transaction } from 'kysely'

/**
 * What 受付審査 needs from 決裁, and what it answers to. Approvals knows nothing of cases: it is given a proposal about a
 * subject and tells whoever registered for that kind of subject how it ended. `app.ts` ties the two together.
 */

/** A proposal (起案) as a clerk hands it to the approval route. Days are `YYYY-MM-DD`, money is integer yen. */
export interface ProposalRequest {
  readonly cityId: string
  readonly caseId: string
  readonly receiptNumber: string
  readonly procedureId: string
  readonly versionHash: string
  /** The case's own record of this decision, or of its cancellation; given back with every event. */
  readonly decisionId: string
  readonly outcomeId: string
  readonly outcomeLabel: string
  readonly adverse: boolean
  /** 理由の提示 (行政手続法8条・14条), as it will stand on the letter. */
  readonly grounds: string
  /** Matter code of the city's 決裁区分 table, from the definition's `approval.matter`. */
  readonly matter: string
  /** Yen that decides the route, when the table asks for it. */
  readonly amount?: number
  /** Decided by itself, never several at once, whatever the table says of the matter. */
  readonly single?: boolean
  readonly sectionId: string
  readonly proposerId: string
  /** 件名: everyday procedure name and outcome. */
  readonly title: string
  /** 伺い文 and what is decided, in words. Holds personal data: approvals keeps it encrypted. */
  readonly summary: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  /** What a person had to judge, with the clerk's finding. */
  readonly judged: readonly { readonly label: string; readonly finding: string }[]
  /** What will happen at once when the last person approves, in words. */
  readonly effects: readonly string[]
  /** Retention of the record in years, or permanent. */
  readonly retention: number | 'permanent'
  /** Day by which the case should be decided. */
  readonly dueOn?: string
  /** Letter that the decision will make: template, data, and remedies. Rendered by documents. */
  readonly letterPreview?: LetterDraft
  readonly requestKey: string
  readonly at: Date
}

/** Everything documents needs to make a letter. `data` holds finished words and values; no lookups are left. */
export interface LetterDraft {
  readonly procedureId: string
  readonly versionHash: string
  /** Key in the definition's `letters`. */
  readonly letter: string
  readonly title: string
  readonly template: string
  readonly numbered: boolean
  readonly seal: 'image' | 'omitted' | 'none'
  readonly recipient: {
    /** The company or group that applies; it stands before the name. */
    readonly organisation?: string
    readonly name: string
    readonly postcode?: string
    readonly addressLines: readonly string[]
  }
  readonly data: Readonly<Record<string, unknown>>
  readonly grounds: string
  readonly remedies?: { readonly appealTo: string; readonly appealFirst: boolean; readonly defendant: string }
  /** A photo of the answers that is set into the letter: address of its ciphertext and its key (base64). */
  readonly photo?: { readonly address: string; readonly key: string }
}

/** 決裁 as cases sees it. Refusals are values: no route for the matter, an unknown proposer. */
export interface ApprovalPort {
  startProposal(
    trx: Transaction<unknown>,
    request: ProposalRequest,
  ): Promise<
    | { readonly ok: true; readonly proposalId: string }
    | { readonly ok: false; readonly refusal: string; readonly sentence: string }
  >
  /** Whether `startProposal` would take such a proposal now, and if not, why: asked before anything is written. */
  mayPropose(
    trx: Transaction<unknown>,
    wanted: Pick<ProposalRequest, 'caseId' | 'matter' | 'amount' | 'sectionId' | 'proposerId' | 'at'>,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: string; readonly sentence: string }>
  /** The matter has ended otherwise (取下げ): a proposal on its way is closed without a decision. Nothing when there is none. */
  closeProposal(
    trx: Transaction<unknown>,
    input: { readonly cityId: string; readonly proposalId: string; readonly reason: string; readonly at: Date },
  ): Promise<void>
  /** The route this proposal would take, for the decision panel: 「係長 → 課長（専決）」. */
  describeRoute(input: {
    readonly cityId: string
    readonly sectionId: string
    readonly matter: string
    readonly amount?: number
    readonly proposerId: string
    readonly at: Date
  }): Promise<readonly { readonly name: string; readonly post: string; readonly act: string }[]>
}

export interface ProposalActed {
  readonly cityId: string
  readonly proposalId: string
  readonly caseId: string
  readonly decisionId: string
  /** Code of the act: `approve`, `concur`, `object`, `decide`, `refuse`, `send-back`, `hold`, `resume`, `recall`, `post-review`. */
  readonly act: string
  /** Staff id of who acted. */
  readonly actorId: string
  readonly actorName: string
  /** Section and post of that day. */
  readonly actorRole: string
  /** 代決: who was away, in words. */
  readonly substituteFor?: string
  readonly at: Date
}

export interface ProposalDecided extends ProposalActed {
  /** Day of the decision, `YYYY-MM-DD` in Asia/Tokyo. */
  readonly decidedOn: string
  readonly documentNumber?: string
  /** 専決・代決 are recorded as acts of the same decision. */
  readonly manner: 'decision' | 'delegated' | 'substitute'
}
export interface ProposalReturned extends ProposalActed {
  readonly reason: string
}

/**
 * What cases does when somebody acts on a proposal or it ends; each runs in the approver's transaction, so that everything happens or nothing.
 * Registered by `app.ts` with approvals.
 */
export interface ApprovalCallbacks {
  /** A step on the way, or 後閲 after the end. */
  onActed(trx: Transaction<unknown>, event: ProposalActed): Promise<void>
  onDecided(trx: Transaction<unknown>, event: ProposalDecided): Promise<void>
  /** 差戻し: back to the proposer, with a reason. Also 廃案 and 否決. */
  onSentBack(trx: Transaction<unknown>, event: ProposalReturned): Promise<void>
  /** 引戻し: the proposer took it back before the next person acted. */
  onRecalled(trx: Transaction<unknown>, event: ProposalReturned): Promise<void>
}
