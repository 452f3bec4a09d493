import type { OutgoingMail } from '../../../platform/mail/mailer.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { type News, noticeMail } from '../mails/notice-mail.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { openCopy } from '../submission/copy.ts'

/** The mail that says what is new, in the language of the application; undefined when the person gave no address. */
export async function statusMail(
  services: ZoneServices,
  cityId: string,
  row: ApplicationRow,
  code: string,
  news: News,
): Promise<OutgoingMail | undefined> {
  const copy = openCopy(services.keys, cityId, row.id, row.copy)
  const city = services.cities.find(({ id }) => id === cityId)
  if (copy.email === undefined || city === undefined) return undefined
  const procedure = await catalogueOf(services).version(cityId, row.procedure_id, row.version_hash)
  return noticeMail({
    city,
    to: copy.email,
    locale: copy.locale,
    procedure: procedure?.definition.name ?? '',
    receiptNumber: row.receipt_number,
    hasMailbox: row.account_id !== null || row.contact_token !== null,
    news,
    idempotencyKey: `notice:${row.id}:${code}`,
  })
}
