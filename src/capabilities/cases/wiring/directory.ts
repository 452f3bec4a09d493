import type { ZoneServices } from '../../../platform/services.ts'
import { listSections, listStaffOfSection } from '../../identity/index.ts'
import { catalogueOf } from '../../procedures/index.ts'
import type { Directory, DirectorySection } from '../context.ts'

type StaffDb = Parameters<typeof listSections>[0]

/** Sections change a few times a year: read again after this long. */
const keptMs = 10_000

/** Sections and people of the office, from identity; closed days from the published calendar. */
export function directoryOf(services: ZoneServices<'office'>): Directory {
  const kept = new Map<string, { readonly at: number; readonly sections: Promise<readonly DirectorySection[]> }>()
  const dbOf = (cityId: string) => services.db.aside<unknown>(cityId) as unknown as StaffDb
  const sections = (cityId: string, on: string): Promise<readonly DirectorySection[]> => {
    const key = `${cityId}/${on}`
    const known = kept.get(key)
    if (known && Date.now() - known.at < keptMs) return known.sections
    if (kept.size > 100) kept.clear()
    const reading = listSections(dbOf(cityId), on).then((found) =>
      found.map(({ id, code, name, phone }) => ({ id, code, name, phone: phone ?? '' })),
    )
    kept.set(key, { at: Date.now(), sections: reading })
    reading.catch(() => kept.delete(key))
    return reading
  }
  return {
    sections,
    sectionForOwner: async (cityId, owner, on) => {
      const all = await sections(cityId, on)
      const found = all.find((section) => section.code === codeInCity(services, cityId, owner)) ?? all[0]
      // Without any section nobody could ever see the case: better to say so than to lose it.
      if (!found) throw new Error(`The city ${cityId} has no section yet.`)
      return found
    },
    people: async (cityId, sectionId, on) =>
      (await listStaffOfSection(dbOf(cityId), sectionId, on)).map(({ id, name }) => ({ id, name })),
    isClosedDay: async (cityId) => {
      const facts = await catalogueOf(services).facts(cityId, '2000-01-01')
      return (day) => facts.isClosedDay(day)
    },
  }
}

/** A city may call a section otherwise than the definition does: setting `sections` maps one code to the other. */
function codeInCity(services: ZoneServices<'office'>, cityId: string, owner: string): string {
  const map = services.cities.find((city) => city.id === cityId)?.settings.sections
  if (typeof map !== 'object' || map === null) return owner
  const mapped = (map as Record<string, unknown>)[owner]
  return typeof mapped === 'string' ? mapped : owner
}
