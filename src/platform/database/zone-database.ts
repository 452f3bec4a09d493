import type { Kysely } from 'kysely'
import type { Zone } from '../zone.ts'

/**
 * The database of one zone. A connection belongs to one city from login to close: each city is a login role and
 * row level security asks `current_user`, so a forgotten `where` shows nothing of another city.
 */
export interface ZoneDatabase {
  readonly zone: Zone
  /** The city's own small pool. `DB` is the generated type of the zone (`generated/<zone>.ts`). */
  city<DB>(cityId: string): Kysely<DB>
  /** All cities at once, under the named system role. `reason` says why and is logged at debug level. */
  system<DB>(reason: string): Kysely<DB>
  close(): Promise<void>
}
