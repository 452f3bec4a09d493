import type { Config } from '../config.ts'
import type { City } from './cities.ts'
import type { Clock } from './clock.ts'
import type { ZoneDatabase } from './database/zone-database.ts'
import type { FileStore } from './files/file-store.ts'
import type { KeyRing } from './keys/key-ring.ts'
import type { Logger } from './log/logger.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Relay } from './relay/relay.ts'
import type { Typesetter } from './typesetter/typesetter.ts'
import type { Zone } from './zone.ts'

/** What one zone of one process works with. Passed as an argument, never ambient. Naming the zone (`ZoneServices<'office'>`) keeps seals of other zones out. */
export interface ZoneServices<Z extends Zone = Zone> {
  readonly zone: Z
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly cities: readonly City[]
  readonly db: ZoneDatabase
  readonly keys: KeyRing<Z>
  readonly files: FileStore
  readonly relay: Relay
  readonly mail: Mailer
  readonly typesetter: Typesetter
}
