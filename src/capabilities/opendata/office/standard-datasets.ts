import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { readDatasetFolder } from '../language/folder.ts'
import type { DatasetAbout } from '../public/published.ts'
import { usualLicence } from './describe/licences.ts'
import { sectionOf } from './seed.ts'

/**
 * Puts the datasets of the national standard into the list of a city, unpublished, so that somebody who begins has only to bring a file.
 * What is there already is left alone; those that are made from what the system knows come by themselves. Facilities are among them until
 * their register is begun.
 */
export async function addStandardDatasets(services: ZoneServices<'office'>, city: City): Promise<void> {
  const { code } = city
  if (code === undefined) return
  const { rootDir } = services.config
  const db = services.db.city<OfficeDb>(city.id)
  const rows = await db.selectFrom('dataset').select('dataset_id').execute()
  const known = new Set(rows.map((row) => row.dataset_id))
  // Names of files are read at every start, their contents only when one is missing.
  const missing = standardIds(rootDir).filter((id) => !known.has(id))
  if (missing.length === 0) return
  const { datasets } = readDatasetFolder(rootDir, (text) => missing.some((id) => text.includes(`\nid: ${id}\n`)))
  const { settings } = await catalogueOf(services).facts(city.id, dayOf(services.clock.now()))
  const wanted = datasets.filter(({ id, derived }) => missing.includes(id) && isFromFiles(derived))
  if (wanted.length === 0) return
  await db
    .insertInto('dataset')
    .values(
      wanted.map((definition) => ({
        dataset_id: definition.id,
        uuid: randomUUID(),
        slug: `${code}-${definition.file}`,
        definition: JSON.stringify(definition),
        about: JSON.stringify(firstAbout(city, code, definition, settings.sections)),
        state: 'draft' as const,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function firstAbout(city: City, code: string, { owner }: DatasetDefinition, sections: unknown): DatasetAbout {
  return {
    publisher: { code, name: city.name, nameEn: city.nameEn },
    section: sectionOf(sections, owner, city),
    licence: usualLicence,
    source: city.name,
    fictional: city.demo,
  }
}

const isFromFiles = (derived: DatasetDefinition['derived']): boolean =>
  derived === undefined || derived === 'facilities'

/** Ids of the datasets that come from files, by the names and texts of their definitions. */
function standardIds(rootDir: string): readonly string[] {
  const folder = path.join(rootDir, 'catalog', 'datasets')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
    .filter((name) => !/\nderived: (?!facilities)/.test(readFileSync(path.join(folder, name), 'utf8')))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
}
