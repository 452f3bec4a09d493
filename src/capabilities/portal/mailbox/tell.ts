import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { sealSmall } from '../submission/copy.ts'
import { statusMail } from './status-mail.ts'
import { insertNotice } from './store.ts'

/** A notice in the mailbox, and a mail that only says there is one. The same code is told once. */
export async function tell(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  code: string,
  kind: 'status' | 'correction-request' | 'decision' | 'place',
  at: Date,
  dueOn: string | null,
  content: unknown,
): Promise<void> {
  const body = sealSmall(services.keys, cityId, `notice:${row.id}:${code}`, content)
  const isNew = await insertNotice(trx, { application_id: row.id, code, kind, at, due_on: dueOn, body })
  if (!isNew) return
  const mail = await statusMail(services, cityId, row, code)
  if (mail !== undefined) await services.mail.enqueue(trx, mail)
}
