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
  /**
   * The same city by one connection beside the pool, for reading what is kept in memory afterwards (the catalogue, sections,
   * closed days). It may be asked while a transaction holds a connection of the pool: who reads here asks for nothing else
   * meanwhile, so nobody waits in a circle, however small the pool is.
   */
  aside<DB>(cityId: string): Kysely<DB>
  /** All cities at once, under the named system role. `reason` says why and is logged at debug level. */
  system<DB>(reason: string): Kysely<DB>
  close(): Promise<void>
}
