import { systemClock } from '../platform/clock.ts'
import { openDatabases } from '../platform/database/open-databases.ts'
import { jsonLogger } from '../platform/log/json-logger.ts'
import type { Command } from './command.ts'
import { servedZones } from './served-zones.ts'
import { untilStopped } from './until-stopped.ts'

/** `start`: serves the city hall until it is told to stop. */
export const start: Command = {
  name: 'start',
  summary: 'Serve the city hall (what "npm start" runs)',
  run: async ({ config, print, report }) => {
    const log = jsonLogger({ level: config.logLevel, clock: systemClock, write: (line) => process.stderr.write(line) })
    const databases = await openDatabases(config, {
      zones: servedZones(config),
      cityIds: ['yanai', 'mihon'],
      log,
      report,
    })
    print('ready')
    return untilStopped(() => databases.close(), report)
  },
}
