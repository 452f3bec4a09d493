import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { placeKey, withPlacesLeft } from './catalogue.ts'

/** How long the counters of a register may be old on a page. The submission itself asks the database. */
const freshMs = 1000

interface Counters {
  readonly readAt: number
  readonly taken: ReadonlyMap<string, number>
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
      if (remembered && Math.abs(now.getTime() - remembered.readAt) < freshMs)
        return withPlacesLeft(facts, remembered.taken)
      const rows = await db
        .selectFrom('capacity')
        .select(['entry', 'taken', 'waiting'])
        .where('register', '=', register)
        .execute()
      // Places that others wait for are not free to a newcomer.
      const taken = new Map(rows.map((row) => [placeKey(register, row.entry), row.taken + row.waiting]))
      known.set(key, { readAt: now.getTime(), taken })
      return withPlacesLeft(facts, taken)
    },
  }
}
export type Places = ReturnType<typeof createPlaces>
