import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'

const pauseMs = 10 * 60_000

/** Deletes what has had its time: what was written and not sent, bookings after their day, counted guesses. */
export function startVisitClearing(services: ZoneServices): Repeating {
  return every('moving.clearing', pauseMs, services.log, async () => {
    for (const { id } of services.cities) await clearVisits(services, id, services.clock.now())
    return { more: false }
  })
}

export async function clearVisits(services: Pick<ZoneServices, 'db'>, cityId: string, now: Date): Promise<void> {
  const db = services.db.city<InternetDb>(cityId)
  await db.deleteFrom('moving_draft').where('expires_at', '<=', now).execute()
  await db.deleteFrom('moving_booking').where('erase_on', '<=', dayOf(now)).execute()
  await db
    .deleteFrom('moving_attempt')
    .where('window_start', '<=', new Date(now.getTime() - 86_400_000))
    .execute()
  await db
    .deleteFrom('moving_slot')
    .where('day', '<', dayOf(new Date(now.getTime() - 30 * 86_400_000)))
    .execute()
}
