import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { DatasetAbout, VersionChanges } from '../public/published.ts'
import type { Draft } from './draft/draft.ts'
import { openDrafts } from './draft/store-drafts.ts'
import { makesItself } from './kept-in-register.ts'
import type { SourceProblem } from './source-problems.ts'

/** A dataset as the office lists it. */
export interface DatasetLine {
  readonly id: string
  readonly slug: string
  readonly definition: DatasetDefinition
  readonly about: DatasetAbout
  readonly state: 'draft' | 'published' | 'withdrawn'
  /** Counts up with every change. */
  readonly revision: number
  readonly automatic: boolean
  /** Made from what the system knows; takes no files. */
  readonly makesItself: boolean
  readonly sourceProblems: readonly SourceProblem[]
  readonly version: VersionLine | undefined
  /** The draft that has not ended. */
  readonly draft: Draft | undefined
}

export interface VersionLine {
  readonly number: number
  readonly rows: number
  readonly publishedAt: Date
  readonly changes: VersionChanges
  readonly note: string
}

/** All datasets by title, and the drafts of those that are not described yet. */
export async function listDatasets(
  db: Kysely<OfficeDb>,
): Promise<{ readonly datasets: readonly DatasetLine[]; readonly unnamed: readonly Draft[] }> {
  const [rows, versions, drafts] = await Promise.all([
    db.selectFrom('dataset').selectAll().execute(),
    db
      .selectFrom('dataset_version')
      .select(['dataset_id', 'number', 'row_count', 'published_at', 'changes', 'note'])
      .distinctOn('dataset_id')
      .orderBy('dataset_id')
      .orderBy('number', 'desc')
      .execute(),
    openDrafts(db),
  ])
  const itself = new Set<string>()
  for (const { dataset_id, definition } of rows)
    if (await makesItself(db, definition as unknown as DatasetDefinition)) itself.add(dataset_id)
  const newest = new Map(versions.map((row) => [row.dataset_id, versionOf(row)]))
  const datasets = rows.map(
    (row): DatasetLine => ({
      id: row.dataset_id,
      slug: row.slug,
      definition: row.definition as unknown as DatasetDefinition,
      about: row.about as unknown as DatasetAbout,
      state: row.state,
      revision: row.revision,
      automatic: row.automatic,
      makesItself: itself.has(row.dataset_id),
      sourceProblems: row.source_problems as unknown as readonly SourceProblem[],
      version: newest.get(row.dataset_id),
      draft: drafts.find(({ datasetId }) => datasetId === row.dataset_id),
    }),
  )
  return {
    datasets: datasets.sort((a, b) => a.definition.title.ja.localeCompare(b.definition.title.ja, 'ja')),
    unnamed: drafts.filter(({ datasetId }) => datasetId === undefined),
  }
}

/** Published versions, newest first. */
export async function listVersions(db: Kysely<OfficeDb>, datasetId: string): Promise<readonly VersionLine[]> {
  const rows = await db
    .selectFrom('dataset_version')
    .select(['number', 'row_count', 'published_at', 'changes', 'note'])
    .where('dataset_id', '=', datasetId)
    .orderBy('number', 'desc')
    .limit(200)
    .execute()
  return rows.map(versionOf)
}

function versionOf(row: {
  readonly number: number
  readonly row_count: number
  readonly published_at: Date
  readonly changes: unknown
  readonly note: string
}): VersionLine {
  return {
    number: row.number,
    rows: row.row_count,
    publishedAt: row.published_at,
    changes: row.changes as VersionChanges,
    note: row.note,
  }
}
