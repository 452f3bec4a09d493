import type { Kysely } from 'kysely'
import { countPending, findLatestHead } from './store.ts'

/** Where a city's tree stands now, at the price of two small reads. */
export interface EvidenceStateNow {
  /** Events under the latest head. */
  readonly events: number
  readonly headAt?: Date
  /** Events that wait for the next head. */
  readonly waiting: number
}

export async function findEvidenceState<DB>(db: Kysely<DB>): Promise<EvidenceStateNow> {
  const head = await findLatestHead(db)
  const { count } = await countPending(db)
  return { events: head?.size ?? 0, waiting: count, ...(head === undefined ? {} : { headAt: new Date(head.at) }) }
}
