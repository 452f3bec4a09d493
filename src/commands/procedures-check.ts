import path from 'node:path'
import { checkProcedures, checkReportJsonLines, checkReportLines } from '../capabilities/procedures/index.ts'
import type { Command } from './command.ts'

/** `procedures check`: every definition, all problems at once, with the example cases run. */
export const proceduresCheck: Command = {
  name: 'procedures check',
  usage: '[FOLDER]',
  summary: 'Check all definitions of procedures and run their example cases',
  options: [
    {
      name: 'strict',
      meaning: 'Missing easy Japanese and English texts are errors (as for the definitions of this repository)',
    },
  ],
  run: async ({ config, words, options, json, print }) => {
    const root = path.resolve(words[0] ?? config.rootDir)
    const result = await checkProcedures(root, { strict: options.strict === true || words[0] === undefined })
    const lines = json ? checkReportJsonLines(result) : checkReportLines(result)
    for (const line of lines) print(line)
    return result.ok ? 0 : 1
  },
}
