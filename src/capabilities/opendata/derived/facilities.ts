import type { Day } from '../../../civic/day.ts'
import { dayOf } from '../../../civic/day.ts'
import { nameKey } from '../../../civic/name-key.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { listRegisters, type StoredRegister } from '../../procedures/index.ts'
import { withoutCity } from '../place/address-key.ts'
import { landOf } from '../place/ground.ts'
import type { Row } from '../table/check-row.ts'
import { messages } from './messages.ja.ts'
import { type DerivingCity, headOf, type RowSource } from './source.ts'

/** The register in which the office keeps its buildings; every city has it, empty at first. */
export const facilityRegister = 'facilities'

/** 公共施設一覧: one row for each facility of the register that is open on the day. */
export const facilityRows: RowSource = async (deriving) => {
  const entries = await openFacilities(deriving)
  if (entries === undefined) return undefined
  return entries
    .map(
      (entry): Row => ({
        ...headOf(deriving, entry.id),
        name: entry.label.ja,
        ...(entry.label.en === undefined ? {} : { name_en: entry.label.en }),
        ...cellsOf(entry, facilityColumns),
        ...yesNo(entry, 'wheelchair'),
        ...yesNo(entry, 'writing'),
        ...placeOf(deriving, entry),
      }),
    )
    .sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
}

/** Where something of this name is: address and place of a facility, by the name that people type for it. Undefined: nobody keeps facilities. */
export async function facilityPlaces(deriving: DerivingCity): Promise<ReadonlyMap<string, Row> | undefined> {
  const entries = await openFacilities(deriving)
  if (entries === undefined) return undefined
  return new Map(entries.map((entry) => [nameKey(entry.label.ja), placeOf(deriving, entry)]))
}

type Entry = StoredRegister['entries'][number]

async function openFacilities({ services, city, now }: DerivingCity): Promise<readonly Entry[] | undefined> {
  const registers = await listRegisters(services.db.city<OfficeDb>(city.id))
  const entries = registers.find(({ id }) => id === facilityRegister)?.entries ?? []
  const today: Day = dayOf(now)
  // A register that nobody has begun says nothing; one whose last facility was closed says that there is none.
  return entries.length === 0 ? undefined : entries.filter(({ from, to }) => from <= today && (to ?? today) >= today)
}

/** Fact of the register → column of the dataset. */
const facilityColumns = {
  kana: 'name_kana',
  phone: 'phone',
  openWeekdays: 'open_weekdays',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  openNote: 'open_note',
  description: 'description',
  url: 'url',
  note: 'note',
} as const

function cellsOf({ facts }: Entry, columns: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(Object.entries(columns).map(([fact, column]) => [column, String(facts[fact] ?? '')]))
}

function yesNo({ facts }: Entry, name: 'wheelchair' | 'writing'): Row {
  const fact = facts[name]
  return typeof fact === 'boolean' ? { [name]: fact ? messages.yes : messages.no } : {}
}

/** The columns of the standard that say where it is, out of the one address that was typed. */
function placeOf({ services, city, publisher }: DerivingCity, { facts }: Entry): Row {
  const text = (name: string): string => String(facts[name] ?? '').trim()
  const address = text('address')
  const rest = withoutCity(address, publisher.code, publisher.municipality)
  const towns = [...landOf(services.config.rootDir, city.id).towns.values()].map(({ name }) => name)
  // An address that does not name the city is not cut: what would be left of it begins anywhere.
  const town =
    rest.length < address.length
      ? towns.filter((name) => rest.startsWith(name)).sort((a, b) => b.length - a.length)[0]
      : undefined
  return {
    location_code: address === '' ? '' : publisher.code,
    address,
    prefecture: publisher.prefecture,
    municipality: publisher.municipality,
    ...(town === undefined ? {} : { town, street: rest.slice(town.length) }),
    building: text('building'),
    lat: text('lat'),
    lon: text('lon'),
  }
}
