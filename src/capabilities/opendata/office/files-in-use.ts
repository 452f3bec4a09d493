import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { PublishedDataset } from '../public/published.ts'
import type { DraftProposal } from './draft/draft.ts'

/** The files of rows of every published version (the history), and what drafts that have not ended are made of. */
export async function* officeFilesInUse(services: Pick<ZoneServices, 'db'>, cityId: string): AsyncGenerator<string> {
  const db = services.db.city<OfficeDb>(cityId)
  const versions = await db.selectFrom('dataset_version').select('file').execute()
  for (const { file } of versions) yield (file as PublishedDataset['file']).address
  const delivered = await db.selectFrom('dataset_delivery').select('file').where('state', '=', 'waiting').execute()
  for (const { file } of delivered) yield (file as PublishedDataset['file']).address
  const drafts = await db
    .selectFrom('dataset_draft')
    .select(['source', 'proposal'])
    .where('state', 'not in', ['published', 'discarded'])
    .execute()
  for (const { source, proposal } of drafts) {
    if (source !== null) yield (source as PublishedDataset['file']).address
    if (proposal !== null) yield (proposal as unknown as DraftProposal).file.address
  }
}
