import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadCase } from '../../procedures/index.ts'

type Loaded = NonNullable<ReturnType<typeof loadCase>['content']>

export interface Example {
  readonly procedure: string
  readonly file: string
  readonly content: Loaded
}

/** Every example case of the repository. */
export function exampleCases(folder: string): readonly Example[] {
  const ids = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())
  return ids.flatMap(({ name: procedure }) => {
    const cases = path.join(folder, procedure, 'cases')
    if (procedure.startsWith('_')) return []
    return readdirSync(cases).map((file) => {
      const { content, findings } = loadCase(readFileSync(path.join(cases, file), 'utf8'), file)
      if (content === undefined) throw new Error(`${procedure}/${file}: ${JSON.stringify(findings)}`)
      return { procedure, file, content }
    })
  })
}

/** The answers as a program sends them: what an example leaves empty is left out, and files were not sent ahead. */
export function sentAnswers({ answers }: Pick<Loaded, 'answers'>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(answers, (key, value) => (value === null || key === 'fileId' ? undefined : value)))
}
