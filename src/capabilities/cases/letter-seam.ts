import type { Transaction } from 'kysely'
import type { FileReference } from '../exchange/index.ts'
import type { LetterDraft } from './approval-seam.ts'

/**
 * What 受付審査 needs from 文書管理: a letter is ordered in the transaction of the decision and made afterwards, so that
 * nobody waits for typesetting. Documents tells back when the PDF is there, or why it could not be made
 * (a glyph that the font lacks stops the letter: never tofu).
 */
export interface LetterPort {
  orderLetter(
    trx: Transaction<unknown>,
    order: {
      readonly cityId: string
      readonly caseId: string
      readonly decisionId: string
      readonly receiptNumber: string
      readonly sectionId: string
      readonly decidedOn: string
      readonly draft: LetterDraft
      /** How it reaches the person: documents keeps the print-and-post queue. */
      readonly delivery: 'portal' | 'post' | 'counter'
      readonly documentNumber?: string
      readonly orderedBy: string
      /** Same key, one letter. */
      readonly requestKey: string
      readonly at: Date
    },
  ): Promise<{ readonly letterId: string }>
  /** Stops the letters of a case that have not left the house; with `decisionId` only those of it. Returns how many. */
  voidLetters(
    trx: Transaction<unknown>,
    order: {
      readonly cityId: string
      readonly caseId: string
      readonly decisionId?: string
      readonly orderedBy: string
      readonly at: Date
    },
  ): Promise<number>
}

export interface LetterCallbacks {
  /** The PDF is sealed in the file store; `file.key` opens it. */
  onLetterMade(
    trx: Transaction<unknown>,
    event: {
      readonly cityId: string
      readonly caseId: string
      readonly decisionId: string
      readonly letterId: string
      readonly title: string
      readonly documentNumber?: string
      readonly file: FileReference
      readonly at: Date
    },
  ): Promise<void>
  onLetterFailed(
    trx: Transaction<unknown>,
    event: {
      readonly cityId: string
      readonly caseId: string
      readonly decisionId: string
      readonly letterId: string
      /** A sentence a clerk can act on. */
      readonly reason: string
      readonly at: Date
    },
  ): Promise<void>
  /** Posted or handed over at the counter by whoever works the queue in documents. */
  onLetterDelivered(
    trx: Transaction<unknown>,
    event: {
      readonly cityId: string
      readonly caseId: string
      readonly decisionId: string
      readonly letterId: string
      readonly way: 'post' | 'counter'
      readonly staffId: string
      readonly at: Date
    },
  ): Promise<void>
}
