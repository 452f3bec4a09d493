import type { InternetDb } from '../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import { dropProgramFile, keptApplications } from '../portal/index.ts'
import { bucketRestMs } from './auth/call-limit.ts'
import type { Api } from './http/operation.ts'

const pauseMs = 10 * 60_000
const dayMs = 86_400_000
const batch = 100
/** How long it can be looked up what a partner was told. */
const keptDays = 30
/** An application is kept at least so long; only older ones are looked for. */
const askedAfterDays = 60

/** Removes what has had its time: used assertions, full buckets, files that waited in vain, old messages, filings whose application is gone. */
export function startSweep(api: Api): Repeating {
  return every('api.sweep', pauseMs, api.services.log, async () => {
    for (const { id } of api.services.cities) await sweepCity(api, id, api.services.clock.now())
    return { more: false }
  })
}

export async function sweepCity(api: Api, cityId: string, now: Date): Promise<void> {
  const db = api.services.db.city<InternetDb>(cityId)
  const city = api.services.cities.find(({ id }) => id === cityId)
  if (city === undefined) return
  await db.deleteFrom('api_assertion').where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('api_bucket')
    .where('taken_at', '<=', new Date(now.getTime() - bucketRestMs))
    .execute()
  const old = new Date(now.getTime() - keptDays * dayMs)
  await db
    .deleteFrom('api_delivery')
    .where('made_at', '<=', old)
    .where((eb) => eb.or([eb('delivered_at', 'is not', null), eb('given_up_at', 'is not', null)]))
    .execute()
  const files = await db
    .selectFrom('api_attachment')
    .select(['file_id', 'taken_along'])
    .where('expires_at', '<=', now)
    .limit(batch)
    .execute()
  for (const { file_id: id, taken_along: taken } of files) {
    // What an application took along stands under that one's id: nothing of it is found under its own.
    if (!taken) await dropProgramFile(api.portal, city, id)
    await db.deleteFrom('api_attachment').where('file_id', '=', id).execute()
  }
  const filings = await db
    .selectFrom('api_filing')
    .select('application_id')
    .where('made_at', '<=', new Date(now.getTime() - askedAfterDays * dayMs))
    .orderBy('made_at')
    .limit(batch * 10)
    .execute()
  const kept = await keptApplications(
    api.portal,
    cityId,
    filings.map(({ application_id: id }) => id),
  )
  const gone = filings.filter(({ application_id: id }) => !kept.has(id)).map(({ application_id: id }) => id)
  if (gone.length > 0) await db.deleteFrom('api_filing').where('application_id', 'in', gone).execute()
}
