import { servedZones } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { prepareDatabase } from '../platform/database/prepare.ts'
import { reachServer, roleNaming } from '../platform/database/server.ts'
import { jsonLogger } from '../platform/log/json-logger.ts'
import type { Command } from './command.ts'

/** `migrate`: what every start does first, alone; for updates that are prepared before the new program starts. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the database up to date and end',
  run: async ({ config, print, report, json }) => {
    const log = jsonLogger({ level: config.logLevel, clock: systemClock, write: (line) => process.stderr.write(line) })
    const server = await reachServer(config, log, report)
    const applied: string[] = []
    try {
      for (const zone of servedZones(config)) {
        await prepareDatabase(server.owner(zone), {
          zones: [zone],
          cityIds: [],
          naming: roleNaming(config),
          migrationsFolder: config.migrationsDir,
          report: (line) => applied.push(line),
        })
      }
    } finally {
      await server.stop()
    }
    if (json) print(JSON.stringify({ applied }))
    else for (const line of applied.length > 0 ? applied : ['The database is up to date.']) print(line)
    return 0
  },
}
