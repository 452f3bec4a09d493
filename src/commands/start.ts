import { announce } from '../app/announce.ts'
import { brokenLines } from '../app/broken-lines.ts'
import { readCityFiles } from '../app/city-files.ts'
import { startCityHall } from '../app/city-hall.ts'
import { PortUnavailable } from '../app/listen.ts'
import { cityHall } from '../app.ts'
import { systemClock } from '../platform/clock.ts'
import { jsonLogger } from '../platform/log/json-logger.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { listenForStop, untilStopped } from './until-stopped.ts'

/** `start`: serves the city hall until it is told to stop. */
export const start: Command = {
  name: 'start',
  summary: 'Serve the city hall (what "npm start" runs)',
  run: async ({ config, print, report, again }) => {
    const log = jsonLogger({ level: config.logLevel, clock: systemClock, write: (line) => process.stderr.write(line) })
    const cities = readCityFiles(config)
    const stop = listenForStop(report)
    const hall = await startCityHall({ config, cities, capabilities: cityHall(cities), log, report }).catch((error) => {
      if (!(error instanceof PortUnavailable)) throw error
      throw new OperatorError(
        `${error.message}\nStart with another first port: ${again({ port: String(config.port + 100) })}`,
      )
    })
    // A process that serves the outside alone knows of the files that it reads itself.
    const knows = (hall.zones.get('office') ?? hall.zones.get('internet'))?.services
    for (const line of knows === undefined ? [] : brokenLines(knows)) report(line)
    for (const line of announce(config, cities)) print(line)
    return untilStopped(stop, () => hall.close(), report)
  },
}
