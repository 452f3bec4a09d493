import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import {
  type Answers,
  type AnswerValue,
  type CompiledProcedure,
  compile,
  fieldKind,
  loadProcedure,
  sharedPartsBelow,
} from '../../src/capabilities/procedures/index.ts'
import { addDays, dayOf, daysBetween } from '../../src/civic/day.ts'

const read = new Map<string, CompiledProcedure>()

/** A definition as the repository has it: the tour types into its form, the server has its own copy. Read and compiled once. */
export function readProcedure(rootDir: string, id: string): CompiledProcedure | undefined {
  const file = path.join(rootDir, 'procedures', id, 'procedure.yaml')
  const known = read.get(file)
  if (known !== undefined || !existsSync(file)) return known
  const { definition, findings } = loadProcedure(readFileSync(file, 'utf8'), {
    file,
    shared: sharedPartsBelow(rootDir),
  })
  if (definition === undefined) throw new Error(`${file}: ${JSON.stringify(findings.slice(0, 3))}`)
  const compiled = compile(definition, id)
  read.set(file, compiled)
  return compiled
}

/** The day that the demonstration and the examples of the tour were written for. */
const writtenFor = '2026-11-22'
/** Days from here on are recent or to come: they move on with the calendar. Older ones are facts that stay. */
const recentFrom = '2026-10-23'

/**
 * Answers of an example case, as a person of the tour gives them today: recent days and days to come have moved on by the
 * same whole weeks as the registers of a demonstration that is started today.
 */
export function readExample(rootDir: string, procedureId: string, name: string, today = dayOf(new Date())): Answers {
  const file = path.join(rootDir, 'procedures', procedureId, 'cases', `${name}.yaml`)
  const days = Math.max(0, Math.floor(daysBetween(writtenFor, today) / 7) * 7)
  return movedOn((parse(readFileSync(file, 'utf8')) as { answers: Answers }).answers, days) as Answers
}

function movedOn(value: unknown, days: number): unknown {
  if (typeof value === 'string')
    return value.replace(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g, (day) => (day < recentFrom ? day : addDays(day, days)))
  if (Array.isArray(value)) return value.map((each) => movedOn(each, days))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, movedOn(each, days)]))
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
