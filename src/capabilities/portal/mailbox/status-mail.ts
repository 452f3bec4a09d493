import { plain } from '../../../design/index.ts'
import type { OutgoingMail } from '../../../platform/mail/mailer.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { openCopy } from '../submission/copy.ts'
import { mailboxMessages } from './messages.ts'

/** The mail that says there is something new; undefined when the person gave no address. No personal data, no link. */
export async function statusMail(
  services: ZoneServices,
  cityId: string,
  row: ApplicationRow,
  code: string,
): Promise<OutgoingMail | undefined> {
  const copy = openCopy(services.keys, cityId, row.id, row.copy)
  const city = services.cities.find(({ id }) => id === cityId)
  if (copy.email === undefined || city === undefined) return undefined
  const procedure = await catalogueOf(services).version(cityId, row.procedure_id, row.version_hash)
  const name = procedure?.definition.name
  const m = mailboxMessages[copy.locale]
  const hasMailbox = row.account_id !== null || row.contact_token !== null
  return {
    cityId,
    to: copy.email,
    subject: m.statusMailSubject(row.receipt_number),
    text: m.statusMailText(
      name === undefined ? '' : plain(name, copy.locale),
      row.receipt_number,
      city.name,
      hasMailbox,
    ),
    idempotencyKey: `notice:${row.id}:${code}`,
  }
}
