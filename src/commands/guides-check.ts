import path from 'node:path'
import { checkMovingContent } from '../capabilities/moving/index.ts'
import { checkGuides, guideReportLines } from '../capabilities/navigator/index.ts'
import { checkBrowsing } from '../capabilities/portal/index.ts'
import { findingLine } from '../capabilities/procedures/index.ts'
import type { Command } from './command.ts'

/**
 * `guides check`: every guide of `catalog/life-events/` with its example cases, what moving reads of `catalog/moving/`, and what the home page is browsed by;
 * all problems at once.
 */
export const guidesCheck: Command = {
  name: 'guides check',
  usage: '[FOLDER]',
  summary: 'Check all guides for events of life, run their example cases, and check the other files that are no rows',
  run: async ({ config, words, json, print }) => {
    const root = path.resolve(words[0] ?? config.rootDir)
    const guides = checkGuides(root)
    const problems = [...guides.problems, ...[...checkMovingContent(root), ...checkBrowsing(root)].map(findingLine)]
    const report = { ...guides, problems, ok: problems.length === 0 }
    const lines = json
      ? [...report.problems.map((problem) => ({ problem })), ...report.guides].map((line) => JSON.stringify(line))
      : guideReportLines(report)
    for (const line of lines) print(line)
    return report.ok ? 0 : 1
  },
}
