import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { PublishedDataset } from '../published.ts'
import type { KeptTiles } from '../tiles/kept-tiles.ts'

/** The files of rows of every version, shown or past: they are the history; and the tiles of those that are shown. */
export async function* publicFilesInUse(services: Pick<ZoneServices, 'db'>, cityId: string): AsyncGenerator<string> {
  const versions = await services.db
    .city<InternetDb>(cityId)
    .selectFrom('open_version')
    .select(['file', 'tiles'])
    .execute()
  for (const { file, tiles } of versions) {
    yield (file as PublishedDataset['file']).address
    if (tiles !== null) yield (tiles as unknown as KeptTiles).address
  }
}
