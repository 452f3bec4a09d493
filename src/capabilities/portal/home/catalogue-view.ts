import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { onlineFilers } from '../drafts/visit.ts'
import type { Portal } from '../shared/portal.ts'
import type { ListedProcedure } from './listing.ts'
import { firstThingsFirst } from './order.ts'
import { buildSearchIndex, type SearchIndex } from './search.ts'

/** The procedures of a city as lists and search use them. */
export interface CatalogueView {
  /** First things first. */
  readonly procedures: readonly CompiledProcedure[]
  readonly listed: ReadonlyMap<string, ListedProcedure>
  readonly index: SearchIndex
}

type Ordered = Pick<CatalogueView, 'procedures' | 'index'>

/** Order and search index live as long as the published set of procedures does. */
const ordered = new WeakMap<readonly CompiledProcedure[], Ordered>()

export async function viewCatalogue(portal: Portal, city: City, now: Date): Promise<CatalogueView> {
  const { procedures, index } = orderedOf(await portal.catalogue.current(city.id))
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
  return { procedures, listed: new Map(listed.map((each) => [each.id, each])), index }
}

function orderedOf(published: readonly CompiledProcedure[]): Ordered {
  const known = ordered.get(published)
  if (known) return known
  const definitions = firstThingsFirst(published.map(({ definition }) => definition))
  const made = {
    procedures: definitions.flatMap(({ id }) => published.find(({ definition }) => definition.id === id) ?? []),
    index: buildSearchIndex(definitions),
  }
  ordered.set(published, made)
  return made
}
