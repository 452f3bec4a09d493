import type { ProcedureDefinition, Reporter, YamlPath } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

interface Place {
  readonly type: string
  readonly at: YamlPath
}

/** What stands at each answer path. A repeated group is another shape than a single one. */
export function answerPaths(definition: ProcedureDefinition): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>()
  definition.pages.forEach((page, p) => {
    page.groups.forEach((group, g) => {
      for (const field of group.fields ?? []) {
        const type = group.repeat ? `${field.type}[]` : field.type
        found.set(`${group.id}.${field.id}`, { type, at: ['pages', p, 'groups', g] })
      }
    })
  })
  return found
}

/** An answer path never means something else than in any version that was published: cases keep their answers by it. */
export function checkAnswerPaths(
  definition: ProcedureDefinition,
  published: readonly { readonly number: number; readonly definition: ProcedureDefinition }[],
  report: Reporter,
): void {
  const now = answerPaths(definition)
  const told = new Set<string>()
  for (const version of published) {
    for (const [path, was] of answerPaths(version.definition)) {
      const here = now.get(path)
      if (here === undefined || here.type === was.type || told.has(path)) continue
      told.add(path)
      report.error(here.at, 'path-reused', messages.pathReused(path, was.type, here.type, version.number))
    }
  }
}
