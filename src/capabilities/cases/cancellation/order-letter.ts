import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import { listCancellations } from '../store/cancellations.ts'
import { listDecisions } from '../store/decisions.ts'
import { hasMailbox } from './about.ts'
import { type ReadyLetter, tellCancellation, tellHearing } from './tell.ts'
import { cityOf } from './work.ts'

/** The chosen way; by post when the mailbox has gone meanwhile. */
export function deliveryNow(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  { delivery }: Pick<CancellationRecord, 'delivery'>,
): CancellationRecord['delivery'] {
  return delivery === 'portal' && !hasMailbox(it.row, cityOf(ctx, cityId), it.now) ? 'post' : delivery
}

/** A letter of a cancellation is ready: what is for the mailbox goes there with its message. */
export async function cancellationLetterMade(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  made: { readonly purpose: 'hearing' | 'cancellation'; readonly cancellationId: string },
  letter: ReadyLetter,
): Promise<void> {
  const all = await listCancellations(it.trx, it.vault)
  const cancellation = all.find((each) => each.id === made.cancellationId)
  if (!cancellation) throw new Error('a letter of a cancellation that is not there')
  // Dropped before its letter was made: nobody is called to a hearing that will not be.
  if (made.purpose === 'hearing' && cancellation.ended !== null) return
  if (made.purpose === 'hearing') return tellHearing(ctx, cityId, it, cancellation, 'portal', letter)
  const undone = (await listDecisions(it.trx, it.vault)).find((each) => each.id === cancellation.decisionId)
  if (!undone) throw new Error('a cancellation without its decision')
  return tellCancellation(ctx, cityId, it, cancellation, undone, 'portal', letter)
}
