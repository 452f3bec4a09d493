import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { onlineFilers } from '../drafts/visit.ts'
import type { Portal } from '../shared/portal.ts'
import type { ListedProcedure } from './listing.ts'
import { buildSearchIndex, type SearchIndex } from './search.ts'

/** The procedures of a city as lists and search use them. */
export interface CatalogueView {
  readonly procedures: readonly CompiledProcedure[]
  readonly listed: ReadonlyMap<string, ListedProcedure>
  readonly index: SearchIndex
}

/** The search index lives as long as the published set of procedures does. */
const indexes = new WeakMap<readonly CompiledProcedure[], SearchIndex>()

export async function viewCatalogue(portal: Portal, city: City, now: Date): Promise<CatalogueView> {
  const procedures = await portal.catalogue.current(city.id)
  const today = dayOf(now)
  const facts = await portal.catalogue.facts(city.id, today)
  const listed = procedures.map(({ definition, acceptance }, at): ListedProcedure => {
    const procedure = procedures[at]
    return {
      id: definition.id,
      name: definition.name,
      minutes: definition.guide.minutes,
      fee: definition.guide.fee,
      elsewhere: definition.carriedBy !== undefined,
      open: acceptance(today, facts).open && procedure !== undefined && onlineFilers(procedure).length > 0,
    }
  })
  return { procedures, listed: new Map(listed.map((each) => [each.id, each])), index: indexOf(procedures) }
}

function indexOf(procedures: readonly CompiledProcedure[]): SearchIndex {
  const known = indexes.get(procedures)
  if (known) return known
  const made = buildSearchIndex(procedures.map(({ definition }) => definition))
  indexes.set(procedures, made)
  return made
}
