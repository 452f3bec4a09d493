import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { compareRows, type RowDifference } from '../../compare/compare-rows.ts'
import {
  type Description,
  type DescriptionChange,
  descriptionChanges,
  descriptionOf,
} from '../../compare/description.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { unpackRows } from '../load/row-file.ts'
import type { DatasetAbout, PublishedDataset } from '../published.ts'
import { maybeTold } from './past-rows.ts'

/** What changed between a version and the one before it. */
export interface VersionDifferences {
  readonly number: number
  readonly before: number
  readonly publishedAt: Date
  readonly definition: DatasetDefinition
  /** Undefined: the versions are too large to be compared while somebody waits. */
  readonly differences: readonly RowDifference[] | undefined
  /** What is said of the dataset beside its rows, part by part. */
  readonly said: readonly DescriptionChange[]
}

/** Rows of a version that is compared, and differences that are kept. */
const mostRows = 20_000
const mostDifferences = 2000
/** Comparisons that are remembered: versions never change. */
const mostKept = 20
const kept = new Map<string, VersionDifferences>()

/**
 * Compares a version that is or was shown with the one shown before it. Undefined: there is no such version, or none before it. Cells that could
 * be a person's are left out: what was put right must not stay readable in the history.
 */
export async function differencesOf(
  { db, files }: { readonly db: Kysely<InternetDb>; readonly files: ZoneServices['files'] },
  cityId: string,
  datasetId: string,
  number: number,
): Promise<VersionDifferences | undefined> {
  const [after, before] = await db
    .selectFrom('open_version')
    .select(['number', 'version_key', 'definition', 'about', 'file', 'row_count', 'published_at'])
    .where('dataset_id', '=', datasetId)
    .where('number', '<=', number)
    .where('shown_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(2)
    .execute()
  if (after?.number !== number || before === undefined) return undefined
  const key = `${cityId} ${before.version_key} ${after.version_key}`
  const known = kept.get(key)
  if (known) return known
  const definition = after.definition as DatasetDefinition
  const rowsOf = (version: typeof after) =>
    readAll(files, cityId, version.definition as DatasetDefinition, version.file)
  const small = Math.max(after.row_count, before.row_count) <= mostRows
  const made: VersionDifferences = {
    number,
    before: before.number,
    publishedAt: after.published_at,
    definition,
    said: descriptionChanges(saidOf(before), saidOf(after)).filter(
      ({ field }) => field !== 'phone' && field !== 'email',
    ),
    differences: small ? compared(definition, await rowsOf(before), await rowsOf(after)) : undefined,
  }
  kept.set(key, made)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value as string)
  return made
}

function saidOf({ definition, about }: { readonly definition: unknown; readonly about: unknown }): Description {
  return descriptionOf(definition as DatasetDefinition, about as DatasetAbout)
}

function compared(
  definition: DatasetDefinition,
  before: readonly Record<string, string>[],
  after: readonly Record<string, string>[],
): readonly RowDifference[] {
  const columns = new Map(definition.columns.map((column) => [column.id, column]))
  const found: RowDifference[] = []
  for (const difference of compareRows(definition, before, after)) {
    if (found.length === mostDifferences) break
    found.push({ ...difference, cells: difference.cells.filter(({ column }) => maybeTold(columns.get(column))) })
  }
  return found
}

async function readAll(
  files: ZoneServices['files'],
  cityId: string,
  definition: DatasetDefinition,
  file: unknown,
): Promise<readonly Record<string, string>[]> {
  const { address, key } = file as PublishedDataset['file']
  const rows: Record<string, string>[] = []
  for await (const some of unpackRows(await files.get(cityId, address, Buffer.from(key, 'base64')), 2000))
    for (const texts of some)
      rows.push(Object.fromEntries(definition.columns.map(({ id }, at) => [id, texts[at] ?? ''])))
  return rows
}
