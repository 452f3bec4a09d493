import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import {
  type Answers,
  type AnswerValue,
  type CompiledProcedure,
  compile,
  fieldKind,
  loadProcedure,
  loadSharedGroup,
  type SharedGroup,
} from '../../src/capabilities/procedures/index.ts'

/** Definitions as the repository has them: the tour types into their forms, the server has its own copies. */
export function readProcedures(rootDir: string): ReadonlyMap<string, CompiledProcedure> {
  const groups = new Map<string, SharedGroup>()
  for (const name of readdirSync(path.join(rootDir, 'catalog', 'groups'))) {
    const { group } = loadSharedGroup(readFileSync(path.join(rootDir, 'catalog', 'groups', name), 'utf8'), name)
    if (group) groups.set(group.id, group)
  }
  const found = new Map<string, CompiledProcedure>()
  for (const entry of readdirSync(path.join(rootDir, 'procedures'), { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('_')) continue
    const file = path.join(rootDir, 'procedures', entry.name, 'procedure.yaml')
    const { definition, findings } = loadProcedure(readFileSync(file, 'utf8'), { file, groups })
    if (definition === undefined) throw new Error(`${file}: ${JSON.stringify(findings.slice(0, 3))}`)
    found.set(entry.name, compile(definition, entry.name))
  }
  return found
}

/** Answers of an example case, as a person of the tour gives them. */
export function readExample(rootDir: string, procedureId: string, name: string): Answers {
  const file = path.join(rootDir, 'procedures', procedureId, 'cases', `${name}.yaml`)
  return (parse(readFileSync(file, 'utf8')) as { answers: Answers }).answers
}

/** What is typed to give these answers, by the names of the form. */
export interface Typed {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  /** Names of fields that take a document or a photo. */
  readonly files: readonly string[]
  /** How many items each repeated group has. */
  readonly counts: Readonly<Record<string, number>>
}

export function typedAnswers({ definition }: CompiledProcedure, answers: Answers): Typed {
  const values: Record<string, string | readonly string[]> = {}
  const files: string[] = []
  const counts: Record<string, number> = {}
  for (const group of definition.pages.flatMap((page) => page.groups)) {
    const given = answers[group.id]
    if (given === undefined) continue
    const items = (Array.isArray(given) ? given : [given]) as Readonly<Record<string, AnswerValue>>[]
    if (group.repeat) counts[group.id] = items.length
    items.forEach((item, index) => {
      const head = group.repeat ? `${group.id}.${index}` : group.id
      for (const field of group.fields ?? []) {
        const answer = item[field.id]
        if (answer === undefined || answer === null) continue
        const name = `${head}.${field.id}`
        if ((field.type === 'file' || field.type === 'photo') && isAttached(answer)) files.push(name)
        for (const [part, text] of Object.entries(fieldKind(field.type).typed(answer))) {
          values[part === '' ? name : `${name}.${part}`] = field.type === 'multi-choice' ? text.split('\n') : text
        }
      }
    })
  }
  return { values, files, counts }
}

function isAttached(answer: AnswerValue): boolean {
  return (
    Array.isArray(answer) &&
    answer.some(
      (file) => typeof file === 'object' && (!('how' in file) || file.how === undefined || file.how === 'attached'),
    )
  )
}
