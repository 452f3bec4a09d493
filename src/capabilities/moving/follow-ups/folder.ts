import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../../../platform/operator-error.ts'
import { checkShape, createReporter, findingLine, readYaml, sortFindings } from '../../procedures/index.ts'
import { householdFacts, insurances, noticeKinds, personFacts } from '../format/notice.ts'

const personRule = z.strictObject({
  card: z.boolean().optional(),
  foreign: z.boolean().optional(),
  fact: z.enum(personFacts).optional(),
  ageFrom: z.number().int().min(0).max(130).optional(),
  schoolYears: z
    .strictObject({ after: z.number().int().min(0).max(30).optional(), upTo: z.number().int().min(0).max(30) })
    .optional(),
})

/** What a question of a guide is answered with: a closed set of words, so that the file stays data. */
const answerSource = z.union([
  z.strictObject({ day: z.enum(['movedOn', 'plannedOutOn']) }),
  z.strictObject({ is: z.union([z.string(), z.boolean()]) }),
  z.strictObject({ anyone: z.string() }),
  z.strictObject({ fact: z.enum(householdFacts) }),
  z.strictObject({ facts: z.record(z.string(), z.enum(householdFacts)) }),
  z.strictObject({ insurance: z.literal(true) }),
  z.strictObject({ insuranceIs: z.enum(insurances) }),
  z.strictObject({ part: z.literal('all') }),
])
export type AnswerSource = z.infer<typeof answerSource>

const guideUse = z.strictObject({
  guide: z.string(),
  /** Answer path of the guide → what answers it. */
  answers: z.record(z.string(), answerSource),
  /** Item of the guide → whom it is about; absent: the household. */
  items: z.record(z.string(), z.string()),
})
export type GuideUse = z.infer<typeof guideUse>

const file = z.strictObject({
  schema: z.literal(1),
  people: z.record(z.string(), z.array(personRule).min(1)),
  guides: z.record(z.enum(noticeKinds), guideUse),
  handOver: z.record(z.string(), z.record(z.string(), z.enum(['filer', 'person', 'people']))),
})
export type FollowUpData = z.infer<typeof file>

const known = new Map<string, FollowUpData>()

/** `catalog/moving/follow-ups.yaml` of an installation, read once. Throws `OperatorError` with every problem of the file. */
export function followUpData(rootDir: string): FollowUpData {
  const held = known.get(rootDir)
  if (held !== undefined) return held
  const name = 'catalog/moving/follow-ups.yaml'
  const yaml = readYaml(readFileSync(path.join(rootDir, name), 'utf8'))
  const report = createReporter(name, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file: name, path: '', ...position, ...problem })
  const shape = yaml.data === undefined ? undefined : checkShape(file, yaml.data, report)
  const data = shape?.usable ? (yaml.data as FollowUpData) : undefined
  for (const word of data === undefined ? [] : wordsUsed(data))
    if (!Object.hasOwn(data?.people ?? {}, word))
      report.error(['people'], 'unknown-word', `「${word}」が people にありません`)
  if (data === undefined || report.findings.length > 0)
    throw new OperatorError(sortFindings(report.findings).map(findingLine).join('\n'))
  known.set(rootDir, data)
  return data
}

function wordsUsed({ guides }: FollowUpData): readonly string[] {
  return Object.values(guides).flatMap(({ answers, items }) => [
    ...Object.values(answers).flatMap((source) => ('anyone' in source ? [source.anyone] : [])),
    ...Object.values(items),
  ])
}
