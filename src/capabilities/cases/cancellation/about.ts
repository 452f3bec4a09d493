import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { mailboxUntil } from '../../exchange/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import type { CaseRow } from '../change.ts'
import { cameOnline } from '../filing.ts'
import type { CancelledDecision } from '../rules/cancellation.ts'
import type { DecisionRecord } from '../store/decisions.ts'

/** Results that gave the person something. */
const favourableResults: readonly string[] = ['approved', 'partially-approved', 'accepted']

/** What the rules of a cancellation ask of the decision it undoes. */
export function aboutDecision(
  row: Pick<CaseRow, 'channel' | 'closed_at' | 'place'>,
  procedure: CompiledProcedure,
  decision: Pick<DecisionRecord, 'result'>,
  city: City,
  now: Date,
): CancelledDecision {
  const favourable = favourableResults.includes(decision.result)
  return {
    favourable,
    // 届出 is no 申請: its receipt is no 許認可等 (行政手続法2条3号・7号).
    granted: favourable && procedure.definition.kind !== 'notification',
    mailbox: hasMailbox(row, city, now),
    place: row.place !== null,
  }
}

/** Paper has no mailbox, and that of a matter long over is gone. */
export function hasMailbox(row: Pick<CaseRow, 'channel' | 'closed_at'>, city: City, now: Date): boolean {
  return cameOnline(row.channel) && (row.closed_at === null || dayOf(now) < mailboxUntil(city, row.closed_at))
}

/** The decision that stands; undefined when the case has none. */
export function standingDecision(decisions: readonly DecisionRecord[]): DecisionRecord | undefined {
  return decisions.find((each) => each.ended === 'decided')
}
