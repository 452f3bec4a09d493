import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { type Kysely, sql } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { prefectureOf } from '../../../civic/prefectures.ts'
import type { City } from '../../../platform/cities.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { compareRows, summarise } from '../compare/compare-rows.ts'
import { descriptionOf, withDescription } from '../compare/description.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { usualLicence } from '../office/describe/licences.ts'
import { publishDatasetVersion } from '../office/publish-version.ts'
import { sectionOf } from '../office/seed.ts'
import type { SourceProblem } from '../office/source-problems.ts'
import { packRows, unpackRows } from '../public/load/row-file.ts'
import type { DatasetAbout, PublishedDataset } from '../public/published.ts'
import type { Row } from '../table/check-row.ts'
import { checkSource, keepProblems } from './check-source.ts'
import { messages } from './messages.ja.ts'
import type { RowSource } from './source.ts'

/** What became of one dataset: `unknown` when its source knows nothing, `broken` when its rows are not what its definition says. */
export type Produced = 'published' | 'same' | 'unknown' | 'broken'

/**
 * Makes a dataset anew from its source and publishes it when it differs from what is published; what is only written otherwise than the
 * standard asks is put right, what is wrong stands on the dataset's page until the source is mended. Safe to run twice and at the same
 * time: the dataset's row is locked, and what was published meanwhile is looked at again.
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
  const told: SourceProblem[] = []
  const made = await source({
    services,
    city,
    definition,
    publisher,
    now,
    published: async () => published,
    tell: (problem) => told.push(problem),
  })
  if (made === undefined) return 'unknown'
  const checked = await checkSource(services, city.id, definition, made)
  const { rows } = checked
  const problems = [...checked.problems, ...told]
  const broken = problems.filter(({ level }) => level === 'error')
  if (broken.length > 0) {
    const facts = { city: city.id, dataset: definition.id, count: broken.length, code: broken[0]?.code }
    services.log.error('dataset-derived-broken', facts)
    await addDataset(db, city, definition, aboutOf(city, city.code, definition, settings.sections))
    await keepProblems(db, definition.id, problems)
    return 'broken'
  }
  const changes = summarise(compareRows(definition, published, rows))
  const same = changes.added + changes.changed + changes.removed === 0
  // A register that was only just begun does not take the place of a file that people have published.
  if (newest !== undefined && newest.rowsBy !== 'derived' && changes.removed > published.length / 5) {
    const gone = { key: '', name: definition.title.ja, code: 'many-gone', level: 'error' } as const
    await keepProblems(db, definition.id, [{ ...gone, detail: String(changes.removed) }, ...problems])
    return 'broken'
  }
  await keepProblems(db, definition.id, problems)
  if (newest !== undefined && same && rows.length === published.length) return 'same'
  const file = await services.files.put(city.id, await buffer(packRows(definition, rows)))
  const about = aboutOf(city, city.code, definition, settings.sections)
  const done = await db.transaction().execute(async (trx): Promise<Produced> => {
    await addDataset(trx, city, definition, about)
    await keepProblems(trx, definition.id, problems)
    const dataset = await trx
      .selectFrom('dataset')
      .select(['state', 'definition', 'about', 'described'])
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
        ...(dataset.described
          ? withDescription(
              definition,
              about,
              // What a person says of it stays; columns and checks are those of the program.
              descriptionOf(
                dataset.definition as unknown as DatasetDefinition,
                dataset.about as unknown as DatasetAbout,
              ),
            )
          : { definition, about }),
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

function aboutOf(city: City, code: string, { owner }: DatasetDefinition, sections: unknown): DatasetAbout {
  return {
    publisher: { code, name: city.name, nameEn: city.nameEn },
    section: sectionOf(sections, owner, city),
    licence: usualLicence,
    source: messages.source(city.name),
    fictional: city.demo,
  }
}

async function addDataset(
  db: Kysely<OfficeDb>,
  city: City,
  definition: DatasetDefinition,
  about: DatasetAbout,
): Promise<void> {
  await db
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
}

interface Newest {
  readonly number: number
  /** Who proposed the rows; whoever changed what is said of them afterwards did not. */
  readonly rowsBy: string
  readonly file: PublishedDataset['file']
  readonly definition: DatasetDefinition
}

async function newestOf(db: Kysely<OfficeDb>, id: string): Promise<Newest | undefined> {
  const row = await db
    .selectFrom('dataset_version')
    .select(['number', 'file', 'definition'])
    .select((eb) =>
      eb
        .selectFrom('dataset_version as rows')
        .select('rows.proposed_by')
        .where('rows.dataset_id', '=', id)
        .where(sql<boolean>`rows.changes -> 'described' is null`)
        .orderBy('rows.number', 'desc')
        .limit(1)
        .as('rows_by'),
    )
    .where('dataset_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      number: row.number,
      rowsBy: row.rows_by ?? '',
      file: row.file as Newest['file'],
      definition: row.definition as DatasetDefinition,
    }
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
