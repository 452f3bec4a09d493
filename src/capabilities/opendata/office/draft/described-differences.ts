import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { Comparison } from '../../compare/compare-streams.ts'
import { descriptionChanges, descriptionOf } from '../../compare/description.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../../public/published.ts'
import type { Draft } from './draft.ts'

/** What a draft without rows changes: parts of what is said of its dataset, beside what is said of it now. No row differs. */
export async function describedDifferences(db: Kysely<OfficeDb>, draft: Draft): Promise<Comparison> {
  const dataset = await db
    .selectFrom('dataset')
    .select(['definition', 'about'])
    .where('dataset_id', '=', draft.datasetId ?? '')
    .executeTakeFirst()
  const said =
    dataset && draft.definition && draft.about
      ? descriptionChanges(
          descriptionOf(dataset.definition as unknown as DatasetDefinition, dataset.about as unknown as DatasetAbout),
          descriptionOf(draft.definition, draft.about),
        )
      : []
  const none = { added: [], changed: [], removed: [] }
  return {
    changes: { added: 0, changed: 0, removed: 0, names: none, described: said.map(({ field }) => field) },
    details: [],
    said,
  }
}
