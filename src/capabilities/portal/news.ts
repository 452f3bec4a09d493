import type { Transaction } from 'kysely'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { DecisionMessage } from '../exchange/index.ts'
import type { Occasion } from './mails/notice-mail.ts'
import type { ApplicationRow } from './shared/own-application.ts'

/**
 * What may be told about an application to somebody who is not its applicant: that something happened. What was decided is
 * told on only with the applicant's agreement, which whoever listens has to know.
 */
export interface ApplicationNews {
  readonly cityId: string
  readonly applicationId: string
  readonly receiptNumber: string
  readonly procedureId: string
  /** Natural key within the application: the same code is news once. */
  readonly code: string
  readonly what: NewsKind
  readonly at: Date
  /** Last day to do something about it. */
  readonly dueOn?: string
  /** The result, of a decision. Only for whoever the applicant agreed should know it. */
  readonly decision?: NewsDecision
}

/** What was decided, in a word, without its reasons. */
export interface NewsDecision {
  readonly result: DecisionMessage['result']
  /** Id of the outcome in the definition of the procedure. */
  readonly outcome: string
  readonly decidedOn: string
}

export function newsDecisionOf({
  result,
  outcomeId,
  decidedOn,
}: Pick<DecisionMessage, 'result' | 'outcomeId' | 'decidedOn'>): NewsDecision {
  return { result, outcome: outcomeId, decidedOn }
}

export type NewsKind =
  | 'received'
  | 'awaiting-payment'
  | 'correction-requested'
  | 'correction-extended'
  | 'correction-answered'
  | 'place-changed'
  | 'decided'
  | 'withdrawn'
  | 'completed'
  | 'cancelled'
  | 'expired'

/** Which news an occasion of the mailbox is for others; what concerns the mailbox alone is none. */
const kinds: Readonly<Partial<Record<Occasion, NewsKind>>> = {
  received: 'received',
  'awaiting-payment': 'awaiting-payment',
  correction: 'correction-requested',
  'correction-extended': 'correction-extended',
  decision: 'decided',
  'decision-letter': 'decided',
  'decision-post': 'decided',
  'decision-counter': 'decided',
  withdrawn: 'withdrawn',
  completed: 'completed',
  cancelled: 'cancelled',
  expired: 'expired',
}

export function newsKindOf(occasion: Occasion, kind: string): NewsKind | undefined {
  return kind === 'place' ? 'place-changed' : kinds[occasion]
}

export type NewsListener = (trx: Transaction<InternetDb>, news: ApplicationNews) => Promise<void>

const listeners = new WeakMap<ZoneServices, NewsListener[]>()

/** Hears of every application's news, in the transaction that makes it: what is written then is there or not there with it. */
export function onNews(services: ZoneServices, listener: NewsListener): void {
  listeners.set(services, [...(listeners.get(services) ?? []), listener])
}

/** Tells everybody who listens. */
export async function spreadNews(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: Pick<ApplicationRow, 'id' | 'receipt_number' | 'procedure_id'>,
  news: Pick<ApplicationNews, 'code' | 'what' | 'at' | 'dueOn' | 'decision'>,
): Promise<void> {
  for (const listener of listeners.get(services) ?? []) {
    await listener(trx, {
      cityId,
      applicationId: row.id,
      receiptNumber: row.receipt_number,
      procedureId: row.procedure_id,
      ...news,
    })
  }
}
