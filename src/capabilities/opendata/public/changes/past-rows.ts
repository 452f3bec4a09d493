import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { Row } from '../../table/check-row.ts'
import { unpackRows } from '../load/row-file.ts'
import type { PublishedDataset } from '../published.ts'

/** Where versions and their files are. */
export interface VersionSources {
  readonly db: Kysely<InternetDb>
  readonly files: ZoneServices['files']
}

/** A version that is or was shown, with the file of its rows: all of them are kept. */
export interface KeptVersion {
  readonly number: number
  /** Its own: columns may have changed since. */
  readonly definition: DatasetDefinition
  readonly rowCount: number
  readonly publishedAt: Date
  readonly file: PublishedDataset['file']
}

export async function readVersion(
  { db }: Pick<VersionSources, 'db'>,
  datasetId: string,
  number: number,
): Promise<KeptVersion | undefined> {
  const row = await db
    .selectFrom('open_version')
    .select(['number', 'definition', 'file', 'row_count', 'published_at'])
    .where('dataset_id', '=', datasetId)
    .where('number', '=', number)
    .where('shown_at', 'is not', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    number: row.number,
    definition: row.definition as DatasetDefinition,
    rowCount: row.row_count,
    publishedAt: row.published_at,
    file: row.file as PublishedDataset['file'],
  }
}

/** Cells that could be a person's are left out: what was put right must not stay readable in the history. */
export function maybeTold(column: Column | undefined): boolean {
  return column !== undefined && column.personal === undefined && column.kind !== 'phone' && column.kind !== 'email'
}

/** The rows of a version in the order of its file, some at a time, without what is not told of the past. */
export async function* pastRows(
  { files }: Pick<VersionSources, 'files'>,
  cityId: string,
  { definition, file }: KeptVersion,
): AsyncGenerator<readonly Row[]> {
  const told = definition.columns.map((column) => (maybeTold(column) ? column.id : undefined))
  const packed = await files.get(cityId, file.address, Buffer.from(file.key, 'base64'))
  for await (const some of unpackRows(packed, 1000))
    yield some.map((texts) =>
      Object.fromEntries(told.flatMap((id, at) => (id === undefined ? [] : [[id, texts[at] ?? ''] as const]))),
    )
}

/** One page of them: what comes behind it is not unpacked. */
export async function pageOfPast(
  rows: AsyncIterable<readonly Row[]>,
  offset: number,
  limit: number,
): Promise<readonly Row[]> {
  const found: Row[] = []
  let passed = 0
  for await (const some of rows) {
    found.push(...some.slice(Math.max(0, offset - passed), Math.max(0, offset + limit - passed)))
    passed += some.length
    if (passed >= offset + limit) break
  }
  return found
}
