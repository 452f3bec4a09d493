import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { News } from '../mails/notice-mail.ts'
import { type NewsDecision, newsKindOf, spreadNews } from '../news.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { sealSmall } from '../submission/copy.ts'
import { statusMail } from './status-mail.ts'
import { insertNotice } from './store.ts'

export interface Notice {
  /** The same code is told once. */
  readonly code: string
  readonly kind: 'status' | 'correction-request' | 'decision' | 'place' | 'hearing' | 'cancellation' | 'amendment'
  readonly at: Date
  readonly dueOn: string | null
  /** Kept for the mailbox, encrypted. */
  readonly content: unknown
  /** What the mail says of it. */
  readonly news: News
  /** The result, of a decision. */
  readonly decision?: NewsDecision
}

/** A notice in the mailbox, and a mail that says what happened. */
export async function tell(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  { code, kind, at, dueOn, content, news, decision }: Notice,
): Promise<void> {
  const body = sealSmall(services.keys, cityId, `notice:${row.id}:${code}`, content)
  const isNew = await insertNotice(trx, { application_id: row.id, code, kind, at, due_on: dueOn, body })
  if (!isNew) return
  await mailNews(services, trx, cityId, row, code, news)
  const what = newsKindOf(news.occasion, kind)
  if (what !== undefined)
    await spreadNews(services, trx, cityId, row, {
      code,
      what,
      at,
      ...(dueOn === null ? {} : { dueOn }),
      ...(decision === undefined ? {} : { decision }),
    })
}

/** The mail alone, where the notice is there already and something of it has changed. */
export async function mailNews(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  code: string,
  news: News,
): Promise<void> {
  const mail = await statusMail(services, cityId, row, code, news)
  if (mail !== undefined) await services.mail.enqueue(trx, mail)
}
