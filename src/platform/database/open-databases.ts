import type { Config } from '../../config.ts'
import type { Logger } from '../log/logger.ts'
import type { Zone } from '../zone.ts'
import { openZoneDatabase } from './open-zone-database.ts'
import { prepareDatabase } from './prepare.ts'
import { type DatabaseServer, openServer, roleNaming } from './server.ts'
import type { ZoneDatabase } from './zone-database.ts'

/** The databases of the zones that this process serves. */
export interface Databases {
  readonly server: DatabaseServer
  zone(zone: Zone): ZoneDatabase
  close(): Promise<void>
}

export interface OpenDatabasesOptions {
  readonly zones: readonly Zone[]
  readonly cityIds: readonly string[]
  readonly log: Logger
  /** A line for the person at the terminal. */
  readonly report: (line: string) => void
}

/** Starts or reaches PostgreSQL, brings the schemas up to date and opens the pools. */
export async function openDatabases(config: Config, options: OpenDatabasesOptions): Promise<Databases> {
  const server = await openServer(config, options.log, options.report)
  try {
    const naming = roleNaming(config)
    for (const zones of byServer(server, options.zones)) {
      const applied: string[] = []
      await prepareDatabase(server.owner(zones[0]), {
        zones,
        cityIds: options.cityIds,
        naming,
        migrationsFolder: config.migrationsDir,
        report: (line) => applied.push(line),
      })
      for (const zone of zones) {
        const migrations = applied.filter((line) => line.startsWith(`${zone}: `)).length
        if (migrations > 0) options.report(`Database of the ${zone} zone: ${migrations} migrations applied.`)
      }
    }
    const open = new Map(
      options.zones.map((zone) => {
        const address = server.owner(zone)
        return [
          zone,
          openZoneDatabase({
            zone,
            address,
            naming,
            log: options.log,
            poolSize: config.poolSize,
            maxPools: config.maxPools,
          }),
        ] as const
      }),
    )
    return {
      server,
      zone: (zone) => {
        const found = open.get(zone)
        if (found === undefined) throw new Error(`This process does not serve the ${zone} zone.`)
        return found
      },
      close: async () => {
        await Promise.all([...open.values()].map((one) => one.close()))
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Zones that share a database are made ready over one connection: opening one costs more than looking whether all is well. */
function byServer(server: DatabaseServer, zones: readonly Zone[]): readonly (readonly [Zone, ...Zone[]])[] {
  const groups = new Map<string, [Zone, ...Zone[]]>()
  for (const zone of zones) {
    const place = JSON.stringify(server.owner(zone))
    const known = groups.get(place)
    if (known) known.push(zone)
    else groups.set(place, [zone])
  }
  return [...groups.values()]
}
