import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { PublishedDataset } from '../published.ts'

/** The files of rows of every version, shown or past: they are the history. */
export async function* publicFilesInUse(services: Pick<ZoneServices, 'db'>, cityId: string): AsyncGenerator<string> {
  const versions = await services.db.city<InternetDb>(cityId).selectFrom('open_version').select('file').execute()
  for (const { file } of versions) yield (file as PublishedDataset['file']).address
}
