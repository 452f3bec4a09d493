import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { type SubmissionMessage, submission } from '../../exchange/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { residentActor } from '../actor.ts'
import type { CaseContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'
import { filesHaveArrived } from './files-have-arrived.ts'
import { openCase } from './open-case.ts'
import type { ParkReason } from './park.ts'
import { signatureHolds } from './signature-check.ts'

/**
 * Takes a resident's application in. The same application twice is one case: the receipt number is unique.
 * Says why it has to wait when it can't be taken in now; nothing is written then.
 */
export async function takeSubmission(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { header } = delivery
  const read = submission.safeParse(delivery.payload)
  if (!read.success) return 'unreadable'
  const message = read.data
  if (!headerAgrees(header, message)) return 'header-differs'
  const known = await trx
    .selectFrom('case_file')
    .select('id')
    .where('receipt_number', '=', message.receiptNumber)
    .executeTakeFirst()
  if (known) return 'taken'
  const procedure = await ctx.procedures.find(header.cityId, message.procedureId, message.versionHash)
  if (!procedure) return 'definition-unknown'
  await filesHaveArrived(ctx, header.cityId, message)
  await openCase(
    ctx,
    trx,
    header.cityId,
    {
      receiptNumber: message.receiptNumber,
      procedure,
      channel: message.channel,
      filer: message.filer,
      assurance: message.assurance,
      sentAt: new Date(message.sentAt),
      arrivedAt: new Date(message.arrivedAt),
      delivery: message.delivery,
      names: { name: message.contact.name, kana: message.contact.nameKana ?? '' },
      content: contentOf(message, now),
      files: message.files,
      ...(message.capacity ? { place: message.capacity } : {}),
      madeBy: 'submission',
      by: residentActor(message.receiptNumber),
    },
    now,
  )
  return 'taken'
}

/** The open header was signed by the sending zone; what it says has to be what was sealed. */
function headerAgrees(header: Delivery['header'], message: SubmissionMessage): boolean {
  return (
    header.receiptNumber === message.receiptNumber &&
    header.procedureId === message.procedureId &&
    header.versionHash === message.versionHash &&
    message.files.every((file) => header.files.includes(file.address))
  )
}

function contentOf(message: SubmissionMessage, now: Date): CaseContent {
  return {
    answers: message.answers as Answers,
    sources: message.sources,
    warnings: message.warnings,
    changedPaths: [],
    contact: withoutUndefined(message.contact),
    fee: message.fee,
    ...(message.together?.length ? { together: message.together } : {}),
    ...(message.signature
      ? {
          signature: message.signature,
          signatureCheck: { verified: signatureHolds(message.signature), at: now.toISOString() },
        }
      : {}),
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
}
