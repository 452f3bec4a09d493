import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { importRegistry, registryFiles } from '../capabilities/opendata/index.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { ZoneServices } from '../platform/services.ts'
import { cityOf } from './city-of.ts'
import type { Command } from './command.ts'
import { openServicesForCommand } from './command-services.ts'

/** Files of a city have some ten megabytes; those of the whole country have to be cut. */
const largest = 256 * 1024 * 1024

/** `addresses import`: files of the address base registry, by which places of open data are found from addresses. */
export const addressesImport: Command = {
  name: 'addresses import',
  usage: 'FILE... [--city-id ID]',
  summary:
    'Take in files of the address base registry (CSV, or ZIP as they are given out): places are found by address',
  options: [{ name: 'city-id', value: 'ID', meaning: 'The city, when there is more than one here' }],
  run: async ({ config, words, options, json, print, report }) => {
    if (words.length === 0)
      throw new OperatorError(
        'Say the files, masters and places together: npm run yanagi -- addresses import mt_town_city352128.csv.zip mt_town_pos_pref35.csv.zip',
      )
    for (const file of words) {
      if (!existsSync(file) || !statSync(file).isFile())
        throw new OperatorError(`${path.resolve(file)}: there is no such file.`)
      if (statSync(file).size > largest) throw new OperatorError(`${path.resolve(file)} is too large; cut it by city.`)
    }
    const open = await openServicesForCommand(config, 'office', report)
    try {
      const services = open.services as ZoneServices<'office'>
      const files = function* () {
        for (const file of words) yield* registryFiles(path.basename(file), readFileSync(file))
      }
      const { counts, unknown } = await importRegistry(services, cityOf(services, options['city-id']), files())
      if (unknown.length > 0)
        throw new OperatorError(`No files of the address base registry: ${unknown.join(', ')}. Nothing was changed.`)
      print(
        json ? JSON.stringify(counts) : `house numbers ${counts.house}, blocks ${counts.block}, towns ${counts.town}`,
      )
      return 0
    } finally {
      await open.close()
    }
  },
}
