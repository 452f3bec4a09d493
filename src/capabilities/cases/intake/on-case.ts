import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Delivery } from '../../../platform/relay/relay.ts'
import type { Actor } from '../actor.ts'
import { type CaseWork, changeCaseIn } from '../change.ts'
import type { CasesContext } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'
import type { ParkReason } from './park.ts'

/** The message of a delivery, or why it can't be believed: its words are not of its kind, or differ from the signed header. */
export function readMessage<M extends { readonly receiptNumber: string }>(
  schema: z.ZodType<M>,
  delivery: Delivery,
): M | ParkReason {
  const read = schema.safeParse(delivery.payload)
  if (!read.success) return 'unreadable'
  return read.data.receiptNumber === delivery.header.receiptNumber ? read.data : 'header-differs'
}

/**
 * Changes the case that a message names, in the transaction of the delivery. A refusal by the case's own rules is final:
 * the message is taken. What may become possible later comes back as a reason to wait.
 */
export async function onCase(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  message: { readonly receiptNumber: string },
  change: { readonly cityId: string; readonly actor: Actor; readonly action: string; readonly now: Date },
  work: (it: CaseWork) => Promise<void>,
): Promise<'taken' | ParkReason> {
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('receipt_number', '=', message.receiptNumber)
    .executeTakeFirst()
  if (!found) return 'case-unknown'
  const result = await changeCaseIn(ctx, trx, { ...change, caseId: found.id }, work)
  return result.ok || result.refusal !== 'definition-unknown' ? 'taken' : 'definition-unknown'
}
