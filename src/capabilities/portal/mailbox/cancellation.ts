import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import {
  type CancellationMessage,
  type HearingEndMessage,
  type HearingMessage,
  mailboxUntil,
} from '../../exchange/index.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { keepLetter } from './keep-letter.ts'
import { tell } from './tell.ts'

/** What the mailbox keeps of a hearing, encrypted. */
export type KeptHearing = Omit<HearingMessage, 'kind' | 'receiptNumber' | 'letter'> & { readonly letterId?: string }

/** What the mailbox keeps of a cancellation, encrypted. */
export type KeptCancellation = Omit<CancellationMessage, 'kind' | 'receiptNumber' | 'letter'> & {
  readonly letterId?: string
}

/** One for each: a case that is decided anew may have another. */
export const cancellationCode = (id: string): string => `cancellation:${id}`
export const hearingCode = (id: string): string => `hearing:${id}`
export const hearingEndCode = (id: string): string => `hearing-end:${id}`

/** States in which a matter is over, so that its copy has a last day. */
export const finalStates: ReadonlySet<string> = new Set(['completed', 'withdrawn', 'cancelled', 'expired'])

/** A matter that was over has its last day counted anew from now. */
export async function keepAnew(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  at: Date,
): Promise<void> {
  const city = services.cities.find(({ id }) => id === cityId)
  if (city && finalStates.has(row.state))
    await trx
      .updateTable('application')
      .set({ erase_on: mailboxUntil(city, at) })
      .where('id', '=', row.id)
      .execute()
}

/** Before the city cancels its decision the person is heard. Meanwhile the copy stays, also of a matter that was over. */
export async function takeHearing(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: HearingMessage,
): Promise<void> {
  const { kind: _kind, receiptNumber: _number, letter, ...kept } = message
  if (letter !== undefined) await keepLetter(services, trx, cityId, row, letter)
  await trx.updateTable('application').set({ erase_on: null }).where('id', '=', row.id).execute()
  const content: KeptHearing = { ...kept, ...(letter === undefined ? {} : { letterId: letter.letterId }) }
  await tell(services, trx, cityId, row, {
    code: hearingCode(message.cancellationId),
    kind: 'hearing',
    at: services.clock.now(),
    dueOn: message.on,
    content,
    news: { occasion: 'hearing', by: message.on },
  })
}

/** The city does not go on: the decision stays as it is, and a matter that was over is over again. */
export async function takeHearingEnd(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: HearingEndMessage,
): Promise<void> {
  const at = new Date(message.endedAt)
  await keepAnew(services, trx, cityId, row, at)
  await tell(services, trx, cityId, row, {
    code: hearingEndCode(message.cancellationId),
    kind: 'hearing',
    at,
    dueOn: null,
    content: { cancellationId: message.cancellationId },
    news: { occasion: 'hearing-end' },
  })
}

/** The decision was cancelled: why, from when, and the letter that says how to object. */
export async function takeCancellation(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  message: CancellationMessage,
): Promise<void> {
  const { kind: _kind, receiptNumber: _number, letter, ...kept } = message
  if (letter !== undefined) await keepLetter(services, trx, cityId, row, letter)
  const content: KeptCancellation = { ...kept, ...(letter === undefined ? {} : { letterId: letter.letterId }) }
  await tell(services, trx, cityId, row, {
    code: cancellationCode(message.cancellationId),
    kind: 'cancellation',
    at: services.clock.now(),
    dueOn: null,
    content,
    news: { occasion: 'cancelled' },
  })
}
