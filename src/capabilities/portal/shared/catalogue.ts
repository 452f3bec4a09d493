import type {
  CityFacts,
  CompiledProcedure,
  Filing,
  Catalogue as ProcedureCatalogue,
  RegisterEntry,
} from '../../procedures/index.ts'

export { sectionOf } from '../../../design/index.ts'

/** The published procedures and the city's facts, as the portal reads them. */
export type Catalogue = Pick<ProcedureCatalogue, 'current' | 'version' | 'facts'>

/** The procedure in force, or none. */
export async function findProcedure(
  catalogue: Catalogue,
  cityId: string,
  id: string,
): Promise<CompiledProcedure | undefined> {
  return (await catalogue.current(cityId)).find((procedure) => procedure.definition.id === id)
}

/** The same facts with the places that are left now, so that choices say so and rules may ask. */
export function withPlacesLeft(facts: CityFacts, taken: ReadonlyMap<string, number>): CityFacts {
  return {
    ...facts,
    register: (id) => facts.register(id).map((entry) => entryWithLeft(id, entry, taken)),
    isClosedDay: (day) => facts.isClosedDay(day),
  }
}

/** Places the internet zone may give in all, as the catalogue says it before anything is taken. Undefined: no limit. */
export function seatsOf(entry: RegisterEntry): number | undefined {
  return entry.left
}

export const placeKey = (register: string, entry: string): string => `${register}\0${entry}`

function entryWithLeft(register: string, entry: RegisterEntry, taken: ReadonlyMap<string, number>): RegisterEntry {
  const seats = seatsOf(entry)
  if (seats === undefined) return entry
  return { ...entry, left: Math.max(0, seats - (taken.get(placeKey(register, entry.id)) ?? 0)) }
}

const filings = new Map<string, Filing>()

/**
 * A filing over the portal: received now, in Japan. The same one for the same day and person's means. `filedTime` is given
 * where the procedure reads it.
 */
export function onlineFiling(
  today: string,
  filer: Filing['filer'],
  assurance: Filing['assurance'],
  filedTime?: string,
): Filing {
  const filing: Filing = { today, filedOn: today, channel: 'online', filer, assurance }
  if (filedTime !== undefined) return { ...filing, filedTime }
  const key = `${today} ${filer} ${assurance}`
  const known = filings.get(key)
  if (known) return known
  if (filings.size >= 100) filings.clear()
  filings.set(key, filing)
  return filing
}
