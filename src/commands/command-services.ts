import { readCityFiles } from '../app/city-files.ts'
import { openZone } from '../app/zone.ts'
import { type Config, servedZones } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { openDatabases } from '../platform/database/open-databases.ts'
import { createTraffic } from '../platform/jobs/traffic.ts'
import type { ZoneServices } from '../platform/services.ts'
import { createTypesetter } from '../platform/typesetter/typesetter.ts'
import type { Zone } from '../platform/zone.ts'
import { commandLogger } from './command-zones.ts'

/** All services of one zone for a command that writes, every schema up to date; the program must not be running on a private database. */
export async function openServicesForCommand(
  config: Config,
  zone: Zone,
  report: (line: string) => void,
): Promise<{ services: ZoneServices; prove: () => Promise<unknown>; close: () => Promise<void> }> {
  const log = commandLogger(config)
  const cities = readCityFiles(config).map((one) => one.city)
  const databases = await openDatabases(config, {
    zones: servedZones(config),
    cityIds: cities.map((city) => city.id),
    log,
    report,
  })
  const typesetter = createTypesetter()
  const { services, sequencer } = openZone(config, zone, {
    db: databases.zone(zone),
    cities,
    log,
    clock: systemClock,
    typesetter,
    traffic: createTraffic(),
  })
  return {
    services,
    /** Puts what was done so far into the tree: a command that works for more than a minute has to ask for it now and then. */
    prove: () => sequencer.run(),
    close: async () => {
      // What the command did is in the tree, under a signed head, before it ends.
      await sequencer.run()
      await typesetter.close()
      await databases.close()
    },
  }
}
