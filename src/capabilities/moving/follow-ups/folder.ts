import { z } from 'zod'
import type { Config } from '../../../config.ts'
import { guidesOf, type NavigatorGuide } from '../../navigator/index.ts'
import {
  type CatalogueFiles,
  catalogueFiles,
  checkShape,
  createReporter,
  type Loaded,
  missingFile,
  readTextsOf,
  readYaml,
  sortFindings,
} from '../../procedures/index.ts'
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

const shape = z.strictObject({
  schema: z.literal(1),
  people: z.record(z.string(), z.array(personRule).min(1)),
  guides: z.record(z.enum(noticeKinds), guideUse),
  handOver: z.record(z.string(), z.record(z.string(), z.enum(['filer', 'person', 'people']))),
})
export type FollowUpData = z.infer<typeof shape>

const name = 'catalog/moving/follow-ups.yaml'

/** `catalog/moving/follow-ups.yaml` of an installation, read once. */
export const followUpFiles: CatalogueFiles<FollowUpData> = catalogueFiles({
  name: 'moving-follow-ups',
  read: (rootDir) => readTextsOf(rootDir, [name]),
  load: (texts, { rootDir }) => {
    const text = texts.get(name)
    return text === undefined
      ? { value: undefined, findings: [missingFile(name)] }
      : loadFollowUps(text, name, guidesOf(rootDir).guides)
  },
})

/** Throws `OperatorError` with every problem of the file, where there is none of before to go on with. */
export function followUpData(rootDir: string, config?: Pick<Config, 'dataDir'>): FollowUpData {
  return followUpFiles.of({ rootDir, ...(config && { dataDir: config.dataDir }) })
}

/** Reads and checks the file against the guides in force; every problem with its place. */
export function loadFollowUps(source: string, file: string, guides: readonly NavigatorGuide[]): Loaded<FollowUpData> {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  const usable = yaml.data !== undefined && checkShape(shape, yaml.data, report).usable
  if (!usable) return { value: undefined, findings: sortFindings(report.findings) }
  const data = yaml.data as FollowUpData
  for (const word of wordsUsed(data))
    if (!Object.hasOwn(data.people, word)) report.error(['people'], 'unknown-word', `「${word}」が people にありません`)
  // Shape, words and kinds have to be right for anything to work; a guide's names only for its own list.
  const value = report.findings.length === 0 ? data : undefined
  for (const kind of noticeKinds) {
    const use = data.guides[kind]
    const guide = guides.find(({ guide: { id } }) => id === use.guide)
    if (guide === undefined)
      report.error(['guides', kind, 'guide'], 'unknown-guide', `ガイド「${use.guide}」がありません`)
    for (const item of Object.keys(use.items))
      if (guide !== undefined && !guide.items.some(({ id }) => id === item))
        report.error(
          ['guides', kind, 'items', item],
          'unknown-item',
          `ガイド「${use.guide}」に項目「${item}」がありません`,
        )
  }
  return { value, findings: sortFindings(report.findings) }
}

function wordsUsed({ guides }: FollowUpData): readonly string[] {
  return Object.values(guides).flatMap(({ answers, items }) => [
    ...Object.values(answers).flatMap((source) => ('anyone' in source ? [source.anyone] : [])),
    ...Object.values(items),
  ])
}
