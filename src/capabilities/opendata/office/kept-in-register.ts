import type { Kysely } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { addRegisterEntries, type DatedEntry } from '../../procedures/index.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { unpackRows } from '../public/load/row-file.ts'
import type { Row } from '../table/check-row.ts'
import type { Act } from './draft/act.ts'
import { newestVersion } from './draft/differences.ts'
import { rowOf } from './draft/row-of.ts'
import { readSource } from './draft/source.ts'

const register = 'facilities'

/**
 * Whether a dataset comes out of the system and takes no files. Facilities do from the first entry of their register on; a city that keeps
 * them in a spreadsheet brings that, like any other file, until it copies them.
 */
export async function makesItself(db: Kysely<OfficeDb>, { derived }: DatasetDefinition): Promise<boolean> {
  if (derived === undefined) return false
  return derived !== 'facilities' || (await isBegun(db))
}

async function isBegun(db: Kysely<OfficeDb>): Promise<boolean> {
  const row = await db
    .selectFrom('register_entry')
    .select('entry')
    .where('register', '=', register)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Copies what is published of the facilities into their empty register, all or nothing: from then on they are kept there, and the dataset
 * comes from it. False when there is nothing to copy, or somebody has begun the register.
 */
export async function copyToRegister(act: Act, datasetId: string): Promise<boolean> {
  const { services, cityId } = act
  const db = services.db.city<OfficeDb>(cityId)
  const version = await newestVersion(db, datasetId)
  if (version === undefined || version.definition.derived !== 'facilities' || (await isBegun(db))) return false
  const entries: DatedEntry[] = []
  for await (const page of unpackRows(await readSource(services, cityId, version.file), 500))
    for (const cells of page) entries.push(entryOf(rowOf(version.definition, cells), dayOf(act.at)))
  const change = { services, cityId, staffId: act.author.staffId, at: act.at }
  return (await addRegisterEntries(change, register, entries)).ok
}

/** Column of the dataset → fact of the register. */
const factOf: Readonly<Record<string, string>> = {
  name_kana: 'kana',
  address: 'address',
  building: 'building',
  lat: 'lat',
  lon: 'lon',
  phone: 'phone',
  open_weekdays: 'openWeekdays',
  opens_at: 'opensAt',
  closes_at: 'closesAt',
  open_note: 'openNote',
  description: 'description',
  url: 'url',
  note: 'note',
}

function entryOf(row: Row, from: string): DatedEntry {
  const texts = Object.entries(factOf).flatMap(([column, fact]) => {
    const text = row[column] ?? ''
    return text === '' ? [] : [[fact, text] as const]
  })
  const answers = (['wheelchair', 'writing'] as const).flatMap((column) => {
    const text = row[column] ?? ''
    return text === '' ? [] : [[column, text === '有'] as const]
  })
  const english = row.name_en ?? ''
  return {
    id: entryId(row.id ?? ''),
    label: { ja: row.name ?? '', ...(english === '' ? {} : { en: english }) },
    from,
    officeQuota: 0,
    facts: Object.fromEntries([...texts, ...answers]),
  }
}

/** Ids of entries are of small letters, digits and hyphens. */
function entryId(id: string): string {
  return id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
}
