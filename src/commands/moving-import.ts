import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { importFile, ownLayout, type PaperPort, readMovingContent } from '../capabilities/moving/index.ts'
import { catalogueOf } from '../capabilities/procedures/index.ts'
import { systemClock } from '../platform/clock.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { ZoneServices } from '../platform/services.ts'
import { cityOf } from './city-of.ts'
import type { Command } from './command.ts'
import { openServicesForCommand } from './command-services.ts'

/** A file begins no form: nobody sits at a counter. */
const nobody: PaperPort = { begin: async () => undefined }

/** `moving import`: takes a file of notices of moving in, as the office's screen does, and reports every row. */
export const movingImport: Command = {
  name: 'moving import',
  usage: 'FILE [--city-id ID] [--layout ID]',
  summary: 'Take in a file of notices of moving (転出届, 転入・転居の予約) and report every row',
  options: [
    { name: 'city-id', value: 'ID', meaning: 'The city, when there is more than one here' },
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
    const layout = typeof options.layout === 'string' ? options.layout : ownLayout
    const { services, close } = await openServicesForCommand(config, 'office', report)
    try {
      const office = services as ZoneServices<'office'>
      const cityId = cityOf(office, options['city-id'])
      readMovingContent(config)
      const ctx = { services: office, catalogue: catalogueOf(office), papers: nobody }
      const by = { actor: { kind: 'system', id: 'command-line' }, name: 'command-line' } as const
      const done = await importFile(ctx, cityId, layout, readFileSync(file), by, systemClock.now())
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
