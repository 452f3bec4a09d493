import type { NewsDecision, ProgramView } from '../../portal/index.ts'
import { pointerOf } from '../http/read-json.ts'

/**
 * An application as its sender is told of it: how it stands and what is asked. `decision`: the result, when the applicant
 * agreed that the sender is told; its reasons and its letter are the applicant's alone.
 */
export function sentApplication(
  { row, feeTotal, place, corrections }: ProgramView,
  decision: NewsDecision | undefined,
): Readonly<Record<string, unknown>> {
  return {
    receiptNumber: row.receipt_number,
    procedure: row.procedure_id,
    version: row.version_hash,
    arrivedAt: row.arrived_at.toISOString(),
    state: row.state,
    stateAt: row.state_at.toISOString(),
    nextBy: row.next_by,
    section: row.section,
    sectionPhone: row.section_phone,
    place: place ?? null,
    fee: { total: row.payment_total ?? feeTotal, paidAt: row.paid_at?.toISOString() ?? null },
    decision: decision ?? null,
    corrections: corrections.map(({ id, requestedAt, dueOn, answeredAt, intro, items }) => ({
      id,
      requestedAt: requestedAt.toISOString(),
      dueOn,
      answeredAt: answeredAt?.toISOString() ?? null,
      intro,
      items: items.map(({ path, reason }) => ({ pointer: pointerOf(['answers', ...path.split('.')]), path, reason })),
    })),
  }
}
