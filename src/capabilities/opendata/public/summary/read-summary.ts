import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { VersionSummary } from './summary.ts'

/** What was counted when the shown version was loaded. It stays in the database: the catalogue in memory is for all datasets. */
export async function readSummary(
  db: Kysely<InternetDb>,
  datasetId: string,
  version: number,
): Promise<VersionSummary | undefined> {
  const row = await db
    .selectFrom('open_version')
    .select('summary')
    .where('dataset_id', '=', datasetId)
    .where('number', '=', version)
    .executeTakeFirst()
  return (row?.summary ?? undefined) as VersionSummary | undefined
}
