import type { FileReference, SignatureEvidence } from '../exchange/index.ts'
import type { Answers } from '../procedures/index.ts'

/** What one revision of a case's answers holds, in its box. */
export interface CaseContent {
  readonly answers: Answers
  /** Where an answer came from when it was not typed: path → `card`, `account`, `register`, `photo`, `correction`. */
  readonly sources: Readonly<Record<string, string>>
  /** Warnings that the applicant was shown and went on with. */
  readonly warnings: readonly string[]
  readonly changedPaths: readonly string[]
  readonly contact?: {
    readonly name: string
    readonly nameKana?: string
    readonly email?: string
    readonly accountToken?: string
    readonly locale: 'ja' | 'easy' | 'en'
  }
  /** The partner system that sent it, as the office calls it. */
  readonly client?: { readonly id: string; readonly name: string }
  readonly fee?: { readonly total: number; readonly lines: readonly FeeLine[] }
  readonly signature?: SignatureEvidence
  /** Receipt numbers of the applications that were filed together with it. */
  readonly together?: readonly string[]
  /** Whether the office could verify the signature itself. */
  readonly signatureCheck?: { readonly verified: boolean; readonly at: string }
}

export interface FeeLine {
  readonly id: string
  readonly label: string
  readonly amount: number
  readonly quantity: number
}

export interface CaseNames {
  readonly name: string
  /** The company or group that applies; the name is its representative's then. */
  readonly organisation?: string
  readonly kana: string
}

/** What the box of an attachment holds. */
export interface AttachmentContent {
  readonly name: string
  /** Key of the file's ciphertext, base64. */
  readonly key: string
  readonly takenOn?: string
}

export interface CorrectionContent {
  readonly intro: string
  readonly items: readonly {
    readonly path: string
    readonly code: string
    readonly reason: string
    readonly label: string
  }[]
}

export interface DecisionContent {
  readonly fields: Readonly<Record<string, unknown>>
  readonly grounds: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly summary: string
}

export interface LetterContent {
  readonly file: FileReference
}

/** What is planned for a decision that is to be cancelled, in words. */
export interface CancellationContent {
  readonly grounds: string
  readonly basis: string
  readonly notAdverseBecause: string
  readonly exemptBecause: string
  readonly authority: string
  /** The grounds as they stand on the letter: after the person was heard they may differ from those of the notice. */
  readonly reasons?: string
}

/** What is put right in the notice of a decision (更正), in words. */
export interface AmendmentContent {
  readonly items: readonly { readonly where: string; readonly wrong: string; readonly right: string }[]
  readonly reason: string
  readonly authority: string
  /** The decision as it stands with it: fields and facts. */
  readonly amended: DecisionContent
}

export interface HearingNoticeContent {
  readonly time: string
  readonly place: string
  readonly office: string
}
