import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { VersionChanges } from './published.ts'

/** A version that is or was shown. */
export interface PastVersion {
  readonly number: number
  readonly rows: number
  readonly changes: VersionChanges
  readonly note: string
  readonly publishedAt: Date
}

/** Versions of one dataset, the newest first. */
export async function readHistory(
  db: Kysely<InternetDb>,
  datasetId: string,
  most: number,
): Promise<readonly PastVersion[]> {
  const rows = await db
    .selectFrom('open_version')
    .select(['number', 'row_count', 'changes', 'note', 'published_at'])
    .where('dataset_id', '=', datasetId)
    .where('shown_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    rows: row.row_count,
    changes: row.changes as VersionChanges,
    note: row.note,
    publishedAt: row.published_at,
  }))
}

/** A version as the feed of changes tells it. */
export interface RecentChange extends PastVersion {
  readonly uuid: string
  readonly slug: string
  readonly definition: DatasetDefinition
}

/** What was published lately in all datasets that are not withdrawn, the newest first. */
export async function readRecentChanges(db: Kysely<InternetDb>, most: number): Promise<readonly RecentChange[]> {
  const rows = await db
    .selectFrom('open_version as v')
    .innerJoin('open_dataset as d', 'd.dataset_id', 'v.dataset_id')
    .select(['d.uuid', 'd.slug', 'd.definition', 'v.number', 'v.row_count', 'v.changes', 'v.note', 'v.published_at'])
    .where('d.state', '=', 'published')
    .where('v.shown_at', 'is not', null)
    .orderBy('v.published_at', 'desc')
    .orderBy('d.slug')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    uuid: row.uuid,
    slug: row.slug,
    definition: row.definition as DatasetDefinition,
    number: row.number,
    rows: row.row_count,
    changes: row.changes as VersionChanges,
    note: row.note,
    publishedAt: row.published_at,
  }))
}
