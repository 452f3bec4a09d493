import path from 'node:path'
import type { Config } from '../config.ts'
import type { City } from '../platform/cities.ts'
import type { Clock } from '../platform/clock.ts'
import type { ZoneDatabase } from '../platform/database/zone-database.ts'
import { createSequencer, type Sequencer } from '../platform/evidence/sequencer.ts'
import { createFileStore } from '../platform/files/folder-file-store.ts'
import type { Traffic } from '../platform/jobs/traffic.ts'
import { createKeyRing } from '../platform/keys/create-key-ring.ts'
import type { Logger } from '../platform/log/logger.ts'
import { createMailer } from '../platform/mail/create-mailer.ts'
import { createRelay, type ZoneRelay } from '../platform/relay/create-relay.ts'
import { httpLink } from '../platform/relay/exchange.ts'
import type { ZoneServices } from '../platform/services.ts'
import type { Typesetter } from '../platform/typesetter/typesetter.ts'
import type { Zone } from '../platform/zone.ts'
import { cityInZone } from './city-files.ts'

/** One zone of this process: what its capabilities work with, and what runs beside the requests. */
export interface RunningZone {
  readonly services: ZoneServices
  readonly relay: ZoneRelay
  readonly sequencer: Sequencer
}

/** Puts one zone together. Nothing runs yet: `relay.start()` and `sequencer.start()` do that. */
export function openZone(
  config: Config,
  zone: Zone,
  parts: {
    readonly db: ZoneDatabase
    readonly cities: readonly City[]
    readonly log: Logger
    readonly clock: Clock
    readonly typesetter: Typesetter
    readonly traffic: Traffic
  },
): RunningZone {
  const { db, log, clock, typesetter, traffic } = parts
  const cities = parts.cities.map((city) => cityInZone(city, zone))
  const keys = createKeyRing(
    config.keysDir,
    zone,
    cities.map((city) => city.id),
    clock.now(),
  )
  const files = createFileStore(path.join(config.filesDir, zone))
  const base = { zone, config, clock, log, cities, db, keys, files, typesetter }
  // An inner zone in a process of its own calls the outer one by its address; within one process they are joined.
  const relay = createRelay(base, {
    giveWay: traffic.giveWay,
    ...(config.relayOuterUrl === '' ? {} : { outer: httpLink(config.relayOuterUrl) }),
  })
  const services: ZoneServices = { ...base, relay, mail: createMailer(base) }
  return {
    services,
    relay,
    sequencer: createSequencer(services, { witness: { folder: config.evidenceDir } }),
  }
}
