import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readCityFiles } from '../app/city-files.ts'
import { importFile, ownLayout, type PaperPort } from '../capabilities/moving/index.ts'
import { catalogueOf } from '../capabilities/procedures/index.ts'
import { systemClock } from '../platform/clock.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { ZoneServices } from '../platform/services.ts'
import type { Command } from './command.ts'
import { openServicesForCommand } from './command-services.ts'

/** A file begins no form: nobody sits at a counter. */
const nobody: PaperPort = { begin: async () => undefined }

/** `moving import`: takes a file of notices of moving in, as the office's screen does, and reports every row. */
export const movingImport: Command = {
  name: 'moving import',
  usage: 'FILE',
  summary: 'Take in a file of notices of moving (転出届, 転入・転居の予約) and report every row',
  options: [
    { name: 'to', value: 'CITY', meaning: 'Id of the city; needed when there are several' },
    {
      name: 'layout',
      value: 'ID',
      meaning: `Layout of the file (default ${ownLayout}): ${ownLayout}, or an adapter of catalog/moving/adapters`,
    },
  ],
  run: async ({ config, words, options, json, print, report }) => {
    const [file] = words
    if (file === undefined) throw new OperatorError('Say which file: npm run yanagi -- moving import FILE')
    if (!existsSync(file)) throw new OperatorError(`${path.resolve(file)}: there is no such file.`)
    const ids = readCityFiles(config).map(({ city }) => city.id)
    const wanted = options.to ?? (ids.length === 1 ? ids[0] : undefined)
    if (typeof wanted !== 'string' || !ids.includes(wanted))
      throw new OperatorError(`Say which city: --to ${ids.join(' or --to ')}`)
    const layout = typeof options.layout === 'string' ? options.layout : ownLayout
    const { services, close } = await openServicesForCommand(config, 'office', report)
    try {
      const office = services as ZoneServices<'office'>
      const ctx = { services: office, catalogue: catalogueOf(office), papers: nobody }
      const by = { actor: { kind: 'system', id: 'command-line' }, name: 'command-line' } as const
      const done = await importFile(ctx, wanted, layout, readFileSync(file), by, systemClock.now())
      if (json) print(JSON.stringify(done))
      else {
        if (done.sentence !== undefined) print(done.sentence)
        for (const row of done.rows)
          print(
            [`${row.at}`, row.outcome, row.receiptNumber ?? '', (row.sentences ?? []).join(' ')].join('\t').trimEnd(),
          )
        print(`${done.accepted} taken in, ${done.known} known already, ${done.refused} refused`)
      }
      return done.ok && done.refused === 0 ? 0 : 1
    } finally {
      await close()
    }
  },
}
