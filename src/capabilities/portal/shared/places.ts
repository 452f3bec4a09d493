import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { placeKey, withPlacesLeft } from './catalogue.ts'

/** How long the counters of a register may be old on a page. The submission itself asks the database. */
const freshMs = 1000

interface Counters {
  readonly readAt: number
  readonly taken: ReadonlyMap<string, number>
  /** The facts with these counters: one object for all who ask within the second. */
  readonly facts: WeakMap<CityFacts, CityFacts>
}

/** Places taken, remembered for a second, so that a page of the form stays one query in a rush. */
export function createPlaces(): {
  /** The facts with the places left of the register that the procedure takes places of. */
  facts(
    db: Kysely<InternetDb>,
    cityId: string,
    procedure: CompiledProcedure,
    facts: CityFacts,
    now: Date,
  ): Promise<CityFacts>
} {
  const known = new Map<string, Counters>()
  return {
    async facts(db, cityId, procedure, facts, now) {
      const register = procedure.definition.capacity?.register
      if (register === undefined) return facts
      const key = placeKey(cityId, register)
      const remembered = known.get(key)
      if (remembered && Math.abs(now.getTime() - remembered.readAt) < freshMs) return factsWith(remembered, facts)
      const rows = await db
        .selectFrom('capacity')
        .select(['entry', 'taken', 'waiting'])
        .where('register', '=', register)
        .execute()
      // Places that others wait for are not free to a newcomer.
      const taken = new Map(rows.map((row) => [placeKey(register, row.entry), row.taken + row.waiting]))
      const counters = { readAt: now.getTime(), taken, facts: new WeakMap<CityFacts, CityFacts>() }
      known.set(key, counters)
      return factsWith(counters, facts)
    },
  }
}

function factsWith(counters: Counters, facts: CityFacts): CityFacts {
  const known = counters.facts.get(facts)
  if (known) return known
  const made = withPlacesLeft(facts, counters.taken)
  counters.facts.set(facts, made)
  return made
}
export type Places = ReturnType<typeof createPlaces>
