import path from 'node:path'
import { checkGuides, guideReportLines } from '../capabilities/navigator/index.ts'
import type { Command } from './command.ts'

/** `guides check`: every guide of `catalog/life-events/`, all problems at once, with the example cases run. */
export const guidesCheck: Command = {
  name: 'guides check',
  usage: '[FOLDER]',
  summary: 'Check all guides for events of life and run their example cases',
  run: async ({ config, words, json, print }) => {
    const report = checkGuides(path.resolve(words[0] ?? config.rootDir))
    const lines = json
      ? [...report.problems.map((problem) => ({ problem })), ...report.guides].map((line) => JSON.stringify(line))
      : guideReportLines(report)
    for (const line of lines) print(line)
    return report.ok ? 0 : 1
  },
}
