import { readCityFiles } from '../app/city-files.ts'
import { type Config, servedZones } from '../config.ts'
import type { City } from '../platform/cities.ts'
import { systemClock } from '../platform/clock.ts'
import { openZoneDatabase } from '../platform/database/open-zone-database.ts'
import { type DatabaseServer, reachServer, requireData, roleNaming } from '../platform/database/server.ts'
import type { ZoneDatabase } from '../platform/database/zone-database.ts'
import { createKeyRing } from '../platform/keys/create-key-ring.ts'
import type { KeyRing } from '../platform/keys/key-ring.ts'
import { jsonLogger } from '../platform/log/json-logger.ts'
import type { Logger } from '../platform/log/logger.ts'
import type { Zone } from '../platform/zone.ts'

/** What a command needs of a zone: its database as the cities see it, and its keys. */
export interface CommandZone {
  readonly zone: Zone
  readonly db: ZoneDatabase
  readonly keys: KeyRing
}

export interface CommandZones {
  readonly server: DatabaseServer
  readonly cities: readonly City[]
  readonly zones: readonly CommandZone[]
  readonly log: Logger
  close(): Promise<void>
}

/** Log lines of a command go beside its answer. */
export function commandLogger(config: Config): Logger {
  return jsonLogger({
    level: config.logLevel === 'info' ? 'warn' : config.logLevel,
    clock: systemClock,
    write: (line) => process.stderr.write(line),
  })
}

/** Opens database and keys for a command, beside the running program or alone. Changes nothing in the database. */
export async function openCommandZones(config: Config, report: (line: string) => void): Promise<CommandZones> {
  requireData(config)
  const log = commandLogger(config)
  const cities = readCityFiles(config).map((one) => one.city)
  const server = await reachServer(config, log, report)
  const naming = roleNaming(config)
  const cityIds = cities.map((city) => city.id)
  const open = servedZones(config).map((zone) => ({
    zone,
    db: openZoneDatabase({ zone, address: server.owner(zone), naming, log, poolSize: 2, maxPools: config.maxPools }),
    keys: createKeyRing(config.keysDir, zone, cityIds, systemClock.now()),
  }))
  return {
    server,
    cities,
    zones: open,
    log,
    close: async () => {
      await Promise.all(open.map((one) => one.db.close()))
      await server.stop()
    },
  }
}
