import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { listFiles } from './file-store.ts'

/**
 * Deletes everything of a draft or an application: row, files, grants, parked input. The rows first: a ciphertext without
 * its key is nothing, and the orphan search finds what a crash leaves.
 */
export async function eraseApplicantData(
  services: Pick<ZoneServices, 'keys' | 'files'>,
  db: Kysely<InternetDb>,
  cityId: string,
  id: string,
): Promise<void> {
  const files = await listFiles(db, services.keys, cityId, id)
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('draft').where('id', '=', id).execute()
    await trx.deleteFrom('application').where('id', '=', id).execute()
    await trx.deleteFrom('applicant_file').where('application_id', '=', id).execute()
    await trx.deleteFrom('browser_grant').where('application_id', '=', id).execute()
    await trx.deleteFrom('parked_post').where('application_id', '=', id).execute()
  })
  for (const file of files) {
    await services.files.remove(cityId, file.address)
    if (file.view) await services.files.remove(cityId, file.view.address)
  }
}
