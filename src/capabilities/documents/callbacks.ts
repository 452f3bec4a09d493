import type { Transaction } from 'kysely'
import type { FileReference } from '../exchange/index.ts'

interface LetterEvent {
  readonly cityId: string
  readonly caseId: string
  readonly decisionId: string
  readonly letterId: string
  readonly at: Date
}

/** What became of a letter, told to whoever ordered it, in the transaction of the change. */
export interface LetterCallbacks {
  /** The PDF is sealed in the file store; `file.key` opens it. */
  onLetterMade(
    trx: Transaction<unknown>,
    event: LetterEvent & { readonly title: string; readonly documentNumber?: string; readonly file: FileReference },
  ): Promise<void>
  /** `reason` is a sentence a clerk can act on. */
  onLetterFailed(trx: Transaction<unknown>, event: LetterEvent & { readonly reason: string }): Promise<void>
  onLetterDelivered(
    trx: Transaction<unknown>,
    event: LetterEvent & { readonly way: 'post' | 'counter'; readonly staffId: string },
  ): Promise<void>
}
