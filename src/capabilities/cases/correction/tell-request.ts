import type { CorrectionRequestMessage } from '../../exchange/index.ts'
import type { CaseWork } from '../change.ts'
import type { CorrectionContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { sectionOf, sendOutward } from '../outward.ts'

/** Sends a correction request to the resident; sent again with a later last day, it replaces the one before. */
export async function tellRequest(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  request: {
    readonly id: string
    readonly requestedAt: Date
    readonly dueOn: string
    readonly content: CorrectionContent
  },
): Promise<void> {
  const section = await sectionOf(ctx, cityId, it.row.section_id, it.now)
  const message: CorrectionRequestMessage = {
    kind: 'correction-request',
    receiptNumber: it.row.receipt_number,
    correctionId: request.id,
    requestedAt: request.requestedAt.toISOString(),
    dueOn: request.dueOn,
    intro: request.content.intro,
    items: request.content.items.map(({ path, code, reason }) => ({ path, code, reason })),
    section: section.name,
    sectionPhone: section.phone,
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message)
}
