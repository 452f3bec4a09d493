import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { importFile, type Progress, tryFile } from '../capabilities/intake/index.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { ZoneServices } from '../platform/services.ts'
import { cityOf } from './city-of.ts'
import type { Command } from './command.ts'
import { openServicesForCommand } from './command-services.ts'

const largest = 64 * 1024 * 1024
let said = ''

/** One line for every fiftieth part of the way, and not one for every turn. */
function sayStep(report: (line: string) => void, { step, done, total }: Progress): void {
  const mark = `${step} ${total === 0 ? 50 : Math.floor((done * 50) / total)}`
  if (mark !== said) report(`${step} ${done} of ${total}`)
  said = mark
}

/** `intake import`: takes in a file that another portal delivered, or says what would become of it. */
export const intakeImport: Command = {
  name: 'intake import',
  usage: 'FILE --manifest ID [--city-id ID]',
  summary: 'Take in a file of another portal: each application becomes a case, once',
  options: [
    { name: 'manifest', value: 'ID', meaning: 'How the file is read: a manifest of catalog/intake, or of the city' },
    { name: 'city-id', value: 'ID', meaning: 'The city, when there is more than one here' },
    { name: 'dry-run', meaning: 'Only say what would become of each row; nothing is kept' },
  ],
  run: async ({ config, words, options, json, print, report }) => {
    const [file] = words
    if (file === undefined || typeof options.manifest !== 'string')
      throw new OperatorError('Say the file and its manifest: npm run yanagi -- intake import FILE --manifest pittari')
    if (!existsSync(file) || !statSync(file).isFile())
      throw new OperatorError(`${path.resolve(file)}: there is no such file.`)
    if (statSync(file).size > largest) throw new OperatorError(`${path.resolve(file)} is too large.`)
    const open = await openServicesForCommand(config, 'office', report)
    try {
      const services = open.services as ZoneServices<'office'>
      const cityId = cityOf(services, options['city-id'])
      const asked = { cityId, manifestId: options.manifest, fileName: path.basename(file), bytes: readFileSync(file) }
      const outcome =
        options['dry-run'] === true
          ? await tryFile(services, asked)
          : await importFile(services, asked, async (how) => {
              sayStep(report, how)
              await open.prove()
            })
      if (!outcome.ok) {
        if (outcome.manifests)
          throw new OperatorError(
            `There is no manifest "${options.manifest}"; there are: ${outcome.manifests.join(', ')}.`,
          )
        throw new OperatorError(outcome.sentence)
      }
      if (json) print(JSON.stringify(outcome.report))
      else {
        for (const { row, sentences } of outcome.report.rows) for (const each of sentences) print(`${row}: ${each}`)
        print(
          Object.entries(outcome.report.counts)
            .filter(([, n]) => n > 0)
            .map(([what, n]) => `${what} ${n}`)
            .join(', '),
        )
      }
      return 0
    } finally {
      await open.close()
    }
  },
}
