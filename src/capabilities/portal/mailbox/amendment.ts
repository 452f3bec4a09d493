import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { AmendmentMessage } from '../../exchange/index.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { keepAnew } from './cancellation.ts'
import { keepLetter } from './keep-letter.ts'
import { tell } from './tell.ts'

/** What the mailbox keeps of a 更正, encrypted. */
export type KeptAmendment = Omit<AmendmentMessage, 'kind' | 'receiptNumber' | 'letter'> & { readonly letterId?: string }

/** A clerical error in the notice was put right: what, why, and the letter. A matter that was over stays readable anew. */
export async function takeAmendment(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: AmendmentMessage,
): Promise<void> {
  const { kind: _kind, receiptNumber: _number, letter, ...kept } = message
  const at = services.clock.now()
  if (letter !== undefined) await keepLetter(services, trx, cityId, row, letter)
  await keepAnew(services, trx, cityId, row, at)
  const content: KeptAmendment = { ...kept, ...(letter === undefined ? {} : { letterId: letter.letterId }) }
  await tell(services, trx, cityId, row, {
    code: `amendment:${message.amendmentId}`,
    kind: 'amendment',
    at,
    dueOn: null,
    content,
    news: { occasion: 'amended' },
  })
}
