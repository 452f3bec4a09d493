import type { City } from '../../../platform/cities.ts'
import { cityDb, type Portal } from '../shared/portal.ts'

/** Puts files from under their own ids under the application's. False when one of them is not there (any more). */
export async function moveFiles(portal: Portal, city: City, fileIds: readonly string[], to: string): Promise<boolean> {
  if (fileIds.length === 0) return true
  const moved = await cityDb(portal, city.id)
    .updateTable('applicant_file')
    .set({ application_id: to })
    .where('id', 'in', [...fileIds])
    .where((eb) => eb.or([eb('application_id', '=', eb.ref('id')), eb('application_id', '=', to)]))
    .executeTakeFirst()
  return Number(moved.numUpdatedRows) === new Set(fileIds).size
}

/** Puts files back under their own ids: what they were sent for was not taken, and they may go with the next try. */
export async function moveFilesBack(
  portal: Portal,
  city: City,
  fileIds: readonly string[],
  from: string,
): Promise<void> {
  if (fileIds.length === 0) return
  await cityDb(portal, city.id)
    .updateTable('applicant_file')
    .set((eb) => ({ application_id: eb.ref('id') }))
    .where('id', 'in', [...fileIds])
    .where('application_id', '=', from)
    .execute()
}
