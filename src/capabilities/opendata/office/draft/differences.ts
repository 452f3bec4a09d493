import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { type Comparison, compareStreams } from '../../compare/compare-streams.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { unpackRows } from '../../public/load/row-file.ts'
import type { PublishedDataset } from '../../public/published.ts'
import type { Row } from '../../table/check-row.ts'
import type { Draft } from './draft.ts'
import { rowOf } from './row-of.ts'
import { readSource } from './source.ts'
import { allRows } from './store-rows.ts'

/** The draft beside the newest published version; the first version consists of added rows. */
export async function differencesOf(
  services: ZoneServices<'office'>,
  cityId: string,
  draft: Draft & { readonly definition: DatasetDefinition },
): Promise<Comparison> {
  const db = services.db.city<OfficeDb>(cityId)
  const { definition } = draft
  const base = draft.datasetId === undefined ? undefined : await newestVersion(db, draft.datasetId)
  const packed = base && (await readSource(services, cityId, base.file))
  return compareStreams(
    definition,
    async function* () {
      if (base && packed) yield* publishedRows(packed, base.definition)
    },
    async function* () {
      for await (const { cells } of allRows(db, draft.id)) yield rowOf(definition, cells)
    },
  )
}

async function* publishedRows(packed: Buffer, definition: DatasetDefinition): AsyncGenerator<Row> {
  for await (const page of unpackRows(packed, 1000)) for (const cells of page) yield rowOf(definition, cells)
}

export interface StoredVersion {
  readonly number: number
  readonly definition: DatasetDefinition
  readonly file: PublishedDataset['file']
  readonly row_count: number
}

export async function newestVersion(db: Kysely<OfficeDb>, datasetId: string): Promise<StoredVersion | undefined> {
  const row = await db
    .selectFrom('dataset_version')
    .select(['number', 'definition', 'file', 'row_count'])
    .where('dataset_id', '=', datasetId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as unknown as StoredVersion | undefined
}
