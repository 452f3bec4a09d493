import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { dayOf } from '../../../civic/day.ts'
import { prefectureOf } from '../../../civic/prefectures.ts'
import type { City } from '../../../platform/cities.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { compareRows, summarise } from '../compare/compare-rows.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { packRows } from '../public/load/row-file.ts'
import type { DatasetAbout } from '../public/published.ts'
import type { Row } from '../table/check-row.ts'
import type { PublishingCity } from '../table/to-rows.ts'
import { licences, usualLicence } from './describe/licences.ts'
import { type ApprovedVersion, publishDatasetVersion } from './publish-version.ts'
import { readSeedAbout, readSeedVersions, type SeedAbout, seedIds } from './read-seeds.ts'

/**
 * Publishes what a demonstration starts with, each once; what the city has of its own is left alone, and a real city gets nothing that was
 * made up, whatever its id is. Nothing is read when nothing is missing. A broken definition is left out and said aloud: the others go on.
 */
export async function seedDatasets(services: ZoneServices<'office'>, city: City): Promise<void> {
  const { rootDir } = services.config
  const wanted = seedIds(rootDir, city.id)
  if (!city.demo || wanted.length === 0 || city.code === undefined) return
  const db = services.db.city<OfficeDb>(city.id)
  const rows = await db.selectFrom('dataset').select('dataset_id').execute()
  const known = new Set(rows.map((row) => row.dataset_id))
  const missing = wanted.filter((id) => !known.has(id))
  if (missing.length === 0) return
  const { datasets, findings } = readDatasetFolder(rootDir)
  const broken = findings.filter(({ severity }) => severity === 'error')
  if (broken.length > 0) services.log.error('dataset-definitions-broken', { city: city.id, count: broken.length })
  const abouts = readSeedAbout(rootDir, city.id)
  for (const definition of datasets)
    if (missing.includes(definition.id))
      await seedOne(services, city, city.code, definition, abouts[definition.id] ?? {})
}

async function seedOne(
  services: ZoneServices<'office'>,
  city: City,
  code: string,
  definition: DatasetDefinition,
  seed: SeedAbout,
): Promise<void> {
  const now = services.clock.now()
  const { settings } = await catalogueOf(services).facts(city.id, dayOf(now))
  const municipality = String(settings.cityName ?? city.name)
  const publisher = { code, prefecture: prefectureOf(code) ?? '', municipality }
  const about: DatasetAbout = {
    publisher: { code, name: city.name, nameEn: city.nameEn },
    section: sectionOf(settings.sections, definition.owner, city),
    licence: licences.find(({ id }) => id === seed.licence) ?? usualLicence,
    source: seed.source ?? city.name,
    fictional: seed['made-up'] === true,
  }
  const versions = await keepVersions(services, city.id, definition, publisher)
  const note = seed.note ?? (seed['made-up'] ? 'デモのために作ったデータです。' : '')
  const by = { proposedBy: 'seed', publishedBy: 'seed' }
  await services.db
    .city<OfficeDb>(city.id)
    .transaction()
    .execute(async (trx) => {
      await trx
        .insertInto('dataset')
        .values({
          dataset_id: definition.id,
          uuid: randomUUID(),
          slug: `${code}-${definition.file}`,
          definition: JSON.stringify(definition),
          about: JSON.stringify(about),
          state: 'draft',
        })
        .execute()
      for (const version of versions)
        await publishDatasetVersion(services, trx, city.id, { ...version, about, note, ...by }, now)
    })
  services.relay.nudge()
}

/** The rows of each version as files, the oldest first, with what it changed. */
async function keepVersions(
  services: ZoneServices<'office'>,
  cityId: string,
  definition: DatasetDefinition,
  publisher: PublishingCity,
): Promise<readonly Omit<ApprovedVersion, 'about' | 'note' | 'proposedBy' | 'publishedBy'>[]> {
  const kept: Omit<ApprovedVersion, 'about' | 'note' | 'proposedBy' | 'publishedBy'>[] = []
  let before: readonly Row[] = []
  for (const rows of readSeedVersions(services.config.rootDir, cityId, definition, publisher)) {
    const { address, key, bytes, sha256 } = await services.files.put(cityId, await buffer(packRows(definition, rows)))
    kept.push({
      datasetId: definition.id,
      definition,
      file: { address, key: key.toString('base64'), bytes, sha256 },
      rows: rows.length,
      changes: summarise(compareRows(definition, before, rows)),
    })
    before = rows
  }
  return kept
}

/** The section as the city's settings name it to residents. */
export function sectionOf(sections: unknown, id: string, city: City): DatasetAbout['section'] {
  const known = (sections as Readonly<Record<string, { name: LocalText; phone: string }>> | undefined)?.[id]
  return known ?? { name: { ja: city.name, easy: city.nameEasy, en: city.nameEn }, phone: city.phone }
}
