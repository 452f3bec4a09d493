import type { Transaction } from 'kysely'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'

/** What a letter is about, and with it the id that it is ordered under. */
type About =
  | { readonly purpose: 'decision'; readonly decisionId: string }
  | { readonly purpose: 'hearing' | 'cancellation'; readonly cancellationId: string }
  | { readonly purpose: 'amendment'; readonly amendmentId: string }

export interface LetterOrder {
  readonly about: About
  readonly draft: LetterDraft
  readonly way: 'portal' | 'post' | 'counter'
  /** Day that stands on it, `YYYY-MM-DD`. */
  readonly on: string
  readonly documentNumber?: string | null | undefined
  /** The same order again makes no second letter. Without one: that of what it is about. */
  readonly requestKey?: string
}

/** Orders a letter of the case in this transaction: one queue, one row of numbers and one seal for all of them. */
export async function orderLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  { about, draft, way, on, documentNumber, requestKey }: LetterOrder,
): Promise<void> {
  const [id, reference] = referenceOf(about)
  const ordered = await ctx.letters.orderLetter(it.trx as unknown as Transaction<unknown>, {
    cityId,
    caseId: it.row.id,
    decisionId: id,
    receiptNumber: it.row.receipt_number,
    sectionId: it.row.section_id,
    decidedOn: on,
    draft,
    delivery: way,
    ...(documentNumber ? { documentNumber } : {}),
    orderedBy: it.actor.id,
    requestKey: requestKey ?? id,
    at: it.now,
  })
  await it.trx
    .insertInto('case_letter')
    .values({
      case_id: it.row.id,
      letter_id: ordered.letterId,
      purpose: about.purpose,
      ...reference,
      way,
      title: draft.title,
      document_number: documentNumber ?? null,
      ordered_at: it.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function referenceOf(about: About) {
  if (about.purpose === 'decision') return [about.decisionId, { decision_id: about.decisionId }] as const
  if (about.purpose === 'amendment') return [about.amendmentId, { amendment_id: about.amendmentId }] as const
  return [about.cancellationId, { cancellation_id: about.cancellationId }] as const
}
