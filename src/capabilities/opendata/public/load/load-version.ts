import { type Kysely, sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Bounds, DatasetAbout, PublishedDataset } from '../published.ts'
import type { VersionSummary } from '../summary/summary.ts'
import type { KeptTiles } from '../tiles/kept-tiles.ts'
import { type IndexedRow, indexRow } from './index-row.ts'
import { unpackRows } from './row-file.ts'
import { SegmentBuilder } from './segment.ts'
import { ShownAlong } from './shown-along.ts'
import { writeOrders, writeSegment } from './write-index.ts'

/** Rows that go to PostgreSQL in one statement. */
const together = 1000

export interface Loader {
  readonly db: Kysely<InternetDb>
  readonly files: FileStore
  readonly cityId: string
  now(): Date
}

export interface Loaded {
  readonly datasetId: string
  readonly number: number
  /** Versions whose rows may be removed now. */
  readonly past: readonly number[]
}

/**
 * Loads the oldest version that waits and shows it, all in one transaction: until its commit the version before is served, and a
 * crash leaves that one. Two processes never load the same. Undefined: nothing waits.
 */
export async function loadNextVersion(loader: Loader): Promise<Loaded | undefined> {
  return loader.db.transaction().execute(async (trx) => {
    const version = await trx
      .selectFrom('open_version')
      .select(['dataset_id', 'number', 'version_key', 'definition', 'about', 'file', 'row_count', 'published_at'])
      .where('state', '=', 'waiting')
      .orderBy('published_at')
      .orderBy('number')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (version === undefined) return undefined
    const definition = version.definition as DatasetDefinition
    const { address, key } = version.file as PublishedDataset['file']
    const packed = await loader.files.get(loader.cityId, address, Buffer.from(key, 'base64'))
    const shown = new ShownAlong(definition, version.about as DatasetAbout)
    const { rows, bounds, filled } = await insertRows(
      trx,
      version.version_key,
      definition,
      version.row_count,
      packed,
      (row) => shown.add(row),
    )
    if (rows !== version.row_count) throw new Error('The file of rows does not hold as many as were announced.')
    await writeOrders(trx, version.version_key, filled)
    const along = await shown.finish(trx, loader, version.version_key, bounds)
    return show(trx, { ...version, definition, bounds, ...along }, loader.now())
  })
}

async function insertRows(
  trx: Transaction<InternetDb>,
  versionKey: number,
  definition: DatasetDefinition,
  /** As it was announced. */
  announced: number,
  packed: Buffer,
  each: (row: IndexedRow) => void,
): Promise<{
  readonly rows: number
  readonly bounds: Bounds | undefined
  /** Columns with anything in them. */
  readonly filled: DatasetDefinition['columns']
}> {
  let count = 0
  let bounds: Bounds | undefined
  const filled = new Set<number>()
  const segment = new SegmentBuilder(definition, announced)
  // PostgreSQL writes while the next rows are made ready.
  let writing: Promise<void> = Promise.resolve()
  for await (const texts of unpackRows(packed, together)) {
    const rows = texts.map((cells, at) => indexRow(definition, count + at + 1, cells))
    await writing
    writing = insertTogether(trx, versionKey, rows)
    writing.catch(() => {})
    for (const [at, cells] of texts.entries()) {
      const row = rows[at]
      if (row !== undefined) each(row)
      const { lon = null, lat = null, box } = row ?? {}
      if (box !== undefined) bounds = widen(widen(bounds, box[0], box[1]), box[2], box[3])
      else if (lon !== null && lat !== null) bounds = widen(bounds, lon, lat)
      for (let column = 0; column < cells.length; column += 1) if (cells[column] !== '') filled.add(column)
      segment.add(cells, lon, lat, box)
      if (segment.full) await writeSegment(trx, versionKey, segment.finish())
    }
    count += rows.length
  }
  await writing
  if (!segment.empty) await writeSegment(trx, versionKey, segment.finish())
  return { rows: count, bounds, filled: definition.columns.filter((_, at) => filled.has(at)) }
}

async function insertTogether(
  trx: Transaction<InternetDb>,
  versionKey: number,
  rows: readonly IndexedRow[],
): Promise<void> {
  await sql`insert into open_row (version_key, row_no, row_key, cells, lon, lat)
    select ${versionKey}, r.row_no, r.row_key, r.cells, r.lon, r.lat
    from unnest(
      ${rows.map((row) => row.rowNo)}::integer[], ${rows.map((row) => row.rowKey)}::text[],
      ${rows.map((row) => row.cells)}::jsonb[], ${rows.map((row) => row.lon)}::double precision[],
      ${rows.map((row) => row.lat)}::double precision[]
    ) as r (row_no, row_key, cells, lon, lat)`.execute(trx)
}

function widen(bounds: Bounds | undefined, lon: number, lat: number): Bounds {
  if (bounds === undefined) return [lon, lat, lon, lat]
  const [west, south, east, north] = bounds
  return [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)]
}

interface Waiting {
  readonly dataset_id: string
  readonly number: number
  readonly definition: DatasetDefinition
  readonly about: unknown
  readonly published_at: Date
  readonly bounds: Bounds | undefined
  readonly tiles: KeptTiles | undefined
  readonly summary: VersionSummary
}

/** An older number than the shown one (two were sent while the line was cut) is history at once. */
async function show(trx: Transaction<InternetDb>, version: Waiting, now: Date): Promise<Loaded> {
  const dataset = await trx
    .selectFrom('open_dataset')
    .select(['version_number', 'modified_at', 'state'])
    .where('dataset_id', '=', version.dataset_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const overtaken = (dataset.version_number ?? 0) > version.number
  await trx
    .updateTable('open_version')
    .set({
      state: overtaken ? 'past' : 'shown',
      shown_at: now,
      bounds: version.bounds === undefined ? null : [...version.bounds],
      tiles: version.tiles === undefined ? null : JSON.stringify(version.tiles),
      summary: JSON.stringify(version.summary),
    })
    .where('dataset_id', '=', version.dataset_id)
    .where('number', '=', version.number)
    .execute()
  if (overtaken) return { datasetId: version.dataset_id, number: version.number, past: [version.number] }
  const before = await trx
    .updateTable('open_version')
    .set({ state: 'past', tiles: null, summary: null })
    .where('dataset_id', '=', version.dataset_id)
    .where('number', '<', version.number)
    .where('state', '=', 'shown')
    .returning('number')
    .execute()
  await trx
    .updateTable('open_dataset')
    .set({
      state: 'published',
      definition: JSON.stringify(version.definition),
      about: JSON.stringify(version.about),
      notice: null,
      version_number: version.number,
      modified_at: version.published_at,
    })
    .where('dataset_id', '=', version.dataset_id)
    .execute()
  return { datasetId: version.dataset_id, number: version.number, past: before.map(({ number }) => number) }
}

/** Removes rows of past versions and what they were found by, some thousand at a time, so that nobody waits for it. True: there may be more. */
export async function removePastRows(db: Kysely<InternetDb>): Promise<boolean> {
  for (const table of ['open_row', 'open_posting', 'open_order', 'open_place']) {
    const result = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select r.ctid from open_version v join ${sql.table(table)} r on r.version_key = v.version_key and r.tenant_id = v.tenant_id
      where v.state in ('past', 'refused') limit 5000))`.execute(db)
    if ((result.numAffectedRows ?? 0n) > 0n) return true
  }
  return false
}
