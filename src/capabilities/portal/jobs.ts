import type { Kysely } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { clearBundles } from './bundles/store.ts'
import { eraseApplicantData, eraseDraft } from './drafts/discard.ts'
import { countDraft } from './shared/counted.ts'

const pauseMs = 10 * 60_000
/** Rows of one turn; more are taken at once in the next. */
const batch = 50

/** Deletes what has had its time: drafts, copies, parked input, grants, counted guesses. */
export function startClearing(services: ZoneServices): Repeating {
  return every('portal.clearing', pauseMs, services.log, async () => {
    let more = false
    for (const city of services.cities) {
      const erased = await clearCity(services, city.id, services.clock.now())
      more ||= erased >= batch
    }
    return { more }
  })
}

/** Clears one city and returns how many drafts and applications were erased. */
export async function clearCity(services: ZoneServices, cityId: string, now: Date): Promise<number> {
  const db = services.db.city<InternetDb>(cityId)
  const drafts = await db
    .selectFrom('draft')
    .select(['id', 'procedure_id', 'version_hash'])
    .where('expires_at', '<=', now)
    .limit(batch)
    .execute()
  const applications = await db
    .selectFrom('application')
    .select('id')
    .where('erase_on', '<=', dayOf(now))
    .limit(batch)
    .execute()
  for (const { id } of drafts) await eraseDraft(services, db, cityId, id)
  for (const { id } of applications) await eraseApplicantData(services, db, cityId, id)
  for (const { procedure_id: procedureId, version_hash: versionHash } of drafts)
    countDraft({ services }, cityId, { procedureId, versionHash }, 'abandoned', dayOf(now))
  await clearBundles(db, now)
  await clearSmall(db, now)
  const erased = drafts.length + applications.length
  if (erased > 0)
    services.log.info('portal.cleared', { city: cityId, drafts: drafts.length, applications: applications.length })
  return erased
}

async function clearSmall(db: Kysely<InternetDb>, now: Date): Promise<void> {
  await db.deleteFrom('parked_post').where('expires_at', '<=', now).execute()
  await db.deleteFrom('browser_grant').where('expires_at', '<=', now).execute()
  const yesterday = new Date(now.getTime() - 86_400_000)
  await db.deleteFrom('lookup_attempt').where('window_start', '<=', yesterday).execute()
}
