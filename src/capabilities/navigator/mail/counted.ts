import { type Kysely, sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'

/** In this window; what is counted is kept no longer than the longest. */
export interface MailLimit {
  readonly token: Buffer
  readonly most: number
  readonly minutes: number
}

export const dayMinutes = 24 * 60
const pauseMs = 60 * 60_000

/** Counts a mail in the database, over all processes, and says whether the limit still holds. The row stays locked until the end of the transaction. */
export async function countMail(
  trx: Transaction<InternetDb>,
  { token, most, minutes }: MailLimit,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count_guide_mail(${token}, ${now}, make_interval(mins => ${minutes})) as count`.execute(trx)
  return (rows[0]?.count ?? 1) <= most
}

/** Deletes counts whose window is over. */
export function startMailClearing(services: ZoneServices): Repeating {
  return every('navigator.clearing', pauseMs, services.log, async () => {
    const now = services.clock.now()
    for (const { id } of services.cities) await clearMailCounts(services.db.city<InternetDb>(id), now)
    return { more: false }
  })
}

export async function clearMailCounts(db: Kysely<InternetDb>, now: Date): Promise<void> {
  const over = new Date(now.getTime() - dayMinutes * 60_000)
  await db.deleteFrom('guide_mail_count').where('window_start', '<=', over).execute()
}
