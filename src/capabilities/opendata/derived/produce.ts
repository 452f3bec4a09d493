import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Kysely } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { prefectureOf } from '../../../civic/prefectures.ts'
import type { City } from '../../../platform/cities.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { compareRows, summarise } from '../compare/compare-rows.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { usualLicence } from '../office/describe/licences.ts'
import { publishDatasetVersion } from '../office/publish-version.ts'
import { sectionOf } from '../office/seed.ts'
import { packRows, unpackRows } from '../public/load/row-file.ts'
import type { DatasetAbout, PublishedDataset } from '../public/published.ts'
import { type Row, rowChecker } from '../table/check-row.ts'
import { messages } from './messages.ja.ts'
import type { RowSource } from './source.ts'

/** What became of one dataset: `unknown` when its source knows nothing, `broken` when its rows are not what its definition says. */
export type Produced = 'published' | 'same' | 'unknown' | 'broken'

/**
 * Makes a dataset anew from its source and publishes it when it differs from what is published. Safe to run twice and at the same time: the
 * dataset's row is locked, and what was published meanwhile is looked at again.
 */
export async function produceDataset(
  services: ZoneServices<'office'>,
  city: City,
  definition: DatasetDefinition,
  source: RowSource,
): Promise<Produced> {
  if (city.code === undefined) return 'unknown'
  const now = services.clock.now()
  const db = services.db.city<OfficeDb>(city.id)
  const { settings } = await catalogueOf(services).facts(city.id, dayOf(now))
  const publisher = {
    code: city.code,
    prefecture: prefectureOf(city.code) ?? '',
    municipality: String(settings.cityName ?? city.name),
  }
  const newest = await newestOf(db, definition.id)
  const published = newest === undefined ? [] : await rowsOf(services, city.id, newest)
  const made = await source({ services, city, definition, publisher, now, published: async () => published })
  if (made === undefined) return 'unknown'
  const check = rowChecker(definition, 'standard', city.code)
  const checked = made.map((row) => check(row))
  const problems = checked.flatMap((each) => each.problems.filter(({ level }) => level === 'error'))
  if (problems.length > 0) {
    services.log.error('dataset-derived-broken', {
      city: city.id,
      dataset: definition.id,
      count: problems.length,
      code: problems[0]?.code,
    })
    return 'broken'
  }
  const rows = checked.map(({ row }) => row)
  const changes = summarise(compareRows(definition, published, rows))
  const same = changes.added + changes.changed + changes.removed === 0
  if (newest !== undefined && same && rows.length === published.length) return 'same'
  const file = await services.files.put(city.id, await buffer(packRows(definition, rows)))
  const about: DatasetAbout = {
    publisher: { code: city.code, name: city.name, nameEn: city.nameEn },
    section: sectionOf(settings.sections, definition.owner, city),
    licence: usualLicence,
    source: messages.source(city.name),
    fictional: city.demo,
  }
  const done = await db.transaction().execute(async (trx): Promise<Produced> => {
    await trx
      .insertInto('dataset')
      .values({
        dataset_id: definition.id,
        uuid: randomUUID(),
        slug: `${city.code}-${definition.file}`,
        definition: JSON.stringify(definition),
        about: JSON.stringify(about),
        state: 'draft',
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'dataset_id']).doNothing())
      .execute()
    const dataset = await trx
      .selectFrom('dataset')
      .select('state')
      .where('dataset_id', '=', definition.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    // Withdrawn by a person: it stays so until a person publishes it again.
    if (dataset.state === 'withdrawn') return 'same'
    if ((await newestOf(trx, definition.id))?.number !== newest?.number) return 'same'
    await publishDatasetVersion(
      services,
      trx,
      city.id,
      {
        datasetId: definition.id,
        definition,
        about,
        file: { address: file.address, key: file.key.toString('base64'), bytes: file.bytes, sha256: file.sha256 },
        rows: rows.length,
        changes,
        note: newest === undefined ? messages.first : messages.renewed,
        proposedBy: 'derived',
        publishedBy: 'derived',
      },
      now,
    )
    return 'published'
  })
  services.relay.nudge()
  return done
}

interface Newest {
  readonly number: number
  readonly file: PublishedDataset['file']
  readonly definition: DatasetDefinition
}

async function newestOf(db: Kysely<OfficeDb>, id: string): Promise<Newest | undefined> {
  const row = await db
    .selectFrom('dataset_version')
    .select(['number', 'file', 'definition'])
    .where('dataset_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && { number: row.number, file: row.file as Newest['file'], definition: row.definition as DatasetDefinition }
  )
}

async function rowsOf(services: ZoneServices<'office'>, cityId: string, { file, definition }: Newest): Promise<Row[]> {
  const packed = await services.files.get(cityId, file.address, Buffer.from(file.key, 'base64'))
  const rows: Row[] = []
  for await (const some of unpackRows(packed, 2000))
    for (const texts of some)
      rows.push(Object.fromEntries(definition.columns.map(({ id }, at) => [id, texts[at] ?? ''])))
  return rows
}
