import { sql } from 'kysely'
import { cityDb } from '../shared/portal.ts'
import { draftExpiry } from '../shared/settings.ts'
import type { OpenVisit } from './visit.ts'

/** A page of one draft was saved: the bundle it belongs to, and the other drafts of it, are kept as long as this one. */
export async function keepBundle({ portal, city, now }: OpenVisit, bundleId: string): Promise<void> {
  const until = draftExpiry(city, now)
  await sql`
    with kept as (update bundle set saved_at = ${now}, expires_at = ${until} where id = ${bundleId} returning id)
    update draft d set expires_at = ${until}
      from bundle_member m join kept k on k.id = m.bundle_id
     where d.id = m.application_id and d.expires_at < ${until}`.execute(cityDb(portal, city.id))
}
