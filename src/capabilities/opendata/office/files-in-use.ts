import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { PublishedDataset } from '../public/published.ts'

/** The files of rows of every published version: the history. */
export async function* officeFilesInUse(services: Pick<ZoneServices, 'db'>, cityId: string): AsyncGenerator<string> {
  const versions = await services.db.city<OfficeDb>(cityId).selectFrom('dataset_version').select('file').execute()
  for (const { file } of versions) yield (file as PublishedDataset['file']).address
}
