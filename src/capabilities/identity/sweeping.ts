import { sql } from 'kysely'
import type { ZoneServices } from '../../platform/services.ts'
import { sweep } from './resident/store.ts'
import type { ResidentTables } from './resident/tables.ts'
import type { StaffTables } from './staff/tables.ts'

const everyMs = 3_600_000

/** Takes away what has done its work, once an hour, city by city. Safe to run on several machines at once. */
export function startSweeping(services: ZoneServices): () => void {
  const timer = setInterval(() => {
    sweepAll(services).catch((error: unknown) =>
      services.log.warn('identity.not-swept', { zone: services.zone, error }),
    )
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** One round over all cities of this zone. */
export async function sweepAll(services: ZoneServices): Promise<void> {
  const now = services.clock.now()
  for (const city of services.cities) {
    if (services.zone === 'internet') await sweep(services.db.city<ResidentTables>(city.id), now)
    if (services.zone === 'office') await sweepOffice(services, city.id, now)
  }
}

/** Ended sessions stay thirty days for the person's own look; waiting times that are over stay a day. */
async function sweepOffice(services: ZoneServices, cityId: string, now: Date): Promise<void> {
  const db = services.db.city<StaffTables>(cityId)
  const ago = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000)
  await db.deleteFrom('staff_session').where('ends_at', '<', ago(30)).execute()
  await db.deleteFrom('staff_challenge').where('expires_at', '<', now).execute()
  await db.deleteFrom('staff_enrolment').where('expires_at', '<', ago(30)).execute()
  await db
    .deleteFrom('sign_in_throttle')
    .where('last_failure_at', '<', ago(1))
    .where('next_try_at', '<', sql<Date>`${now}::timestamptz`)
    .execute()
}
