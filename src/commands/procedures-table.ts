import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { coverageFile, coverageOf, coverageText } from '../capabilities/procedures/index.ts'
import type { Command } from './command.ts'

/** `procedures table`: writes down what the catalogue holds. */
export const proceduresTable: Command = {
  name: 'procedures table',
  summary: `Write the table of all procedures anew, ${coverageFile} (for developers)`,
  run: async ({ config, print }) => {
    writeFileSync(path.join(config.rootDir, coverageFile), coverageText(await coverageOf(config.rootDir)))
    print(coverageFile)
    return 0
  },
}
