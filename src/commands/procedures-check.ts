import path from 'node:path'
import {
  checkFindingLines,
  checkProcedures,
  checkReportJsonLines,
  checkReportLines,
  easyLine,
  easyReports,
} from '../capabilities/procedures/index.ts'
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
    {
      name: 'easy',
      meaning:
        'Instead: what could be easier in the easy Japanese texts, and translations missing or behind; advice only',
    },
  ],
  run: async ({ config, words, options, json, print, report }) => {
    const root = path.resolve(words[0] ?? config.rootDir)
    if (options.easy === true) {
      const reports = await easyReports(root)
      for (const found of reports.flatMap(({ findings }) => findings)) {
        const { file, line, sentence, finding } = found
        print(json ? JSON.stringify({ file, line, sentence, finding }) : easyLine(found))
      }
      return 0
    }
    const result = await checkProcedures(root, { strict: options.strict === true || words[0] === undefined })
    // For programs the answer is one line a procedure; what was found stands beside it, for the person who looks.
    if (json) for (const line of checkFindingLines(result)) report(line)
    const lines = json ? checkReportJsonLines(result) : checkReportLines(result)
    for (const line of lines) print(line)
    return result.ok ? 0 : 1
  },
}
