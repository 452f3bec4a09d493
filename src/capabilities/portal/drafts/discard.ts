import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { listFiles, type StoredApplicantFile } from './file-store.ts'

/** What deleting needs: the keys that the names of the stored files are sealed with, and the store. */
type Erasing = Pick<ZoneServices, 'keys' | 'files'>

/**
 * Deletes everything of a draft or an application: row, files, grants, parked input. The rows first: a ciphertext without
 * its key is nothing, and the orphan search finds what a crash leaves.
 */
export async function eraseApplicantData(
  services: Erasing,
  db: Kysely<InternetDb>,
  cityId: string,
  id: string,
): Promise<void> {
  const files = await listFiles(db, services.keys, cityId, id)
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('draft').where('id', '=', id).execute()
    await trx.deleteFrom('application').where('id', '=', id).execute()
    await eraseBelongings(trx, id)
  })
  await removeFiles(services, cityId, files)
}

/**
 * Deletes a draft with everything of it, unless it has been sent: then the application keeps the same id, and nothing of
 * it is touched. Waits for a submission that is under way. Returns whether a draft was deleted.
 */
export async function eraseDraft(
  services: Erasing,
  db: Kysely<InternetDb>,
  cityId: string,
  id: string,
): Promise<boolean> {
  const files = await listFiles(db, services.keys, cityId, id)
  const erased = await db.transaction().execute((trx) => eraseDraftRows(trx, id))
  if (erased) await removeFiles(services, cityId, files)
  return erased
}

/** The rows of a draft, in a transaction of the caller, who removes its files after it. False when there is no draft. */
export async function eraseDraftRows(trx: Kysely<InternetDb>, id: string): Promise<boolean> {
  const deleted = await trx.deleteFrom('draft').where('id', '=', id).executeTakeFirst()
  if (deleted.numDeletedRows === 0n) return false
  await eraseBelongings(trx, id)
  return true
}

/** Removes stored files with their views; each is a ciphertext whose row is gone already. */
export async function removeFiles(
  services: Erasing,
  cityId: string,
  files: readonly StoredApplicantFile[],
): Promise<void> {
  for (const file of files) {
    await services.files.remove(cityId, file.address)
    if (file.view) await services.files.remove(cityId, file.view.address)
  }
}

async function eraseBelongings(trx: Kysely<InternetDb>, id: string): Promise<void> {
  await trx.deleteFrom('applicant_file').where('application_id', '=', id).execute()
  await trx.deleteFrom('browser_grant').where('application_id', '=', id).execute()
  await trx.deleteFrom('parked_post').where('application_id', '=', id).execute()
}
