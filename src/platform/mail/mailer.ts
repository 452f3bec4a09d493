import type { Transaction } from 'kysely'

/** Mail goes out after the commit: the row is the outbox. Bodies hold no personal data beyond receipt number and procedure name. */
export interface Mailer {
  enqueue<DB>(trx: Transaction<DB>, mail: OutgoingMail): Promise<void>
}

export interface OutgoingMail {
  readonly cityId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Same key, one mail. */
  readonly idempotencyKey: string
}
