import { z } from 'zod'
import type { Answers } from '../language/answers.ts'
import { createReporter, type Finding, type YamlPath } from '../language/findings.ts'
import { checkShape } from '../language/shape.ts'
import { assurances, channels, filerKinds } from '../language/words.ts'
import { readYaml } from '../language/yaml-source.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day')
const second = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, 'second')
const scalar = z.union([z.string(), z.number(), z.boolean()])
const text = z.strictObject({ ja: z.string(), easy: z.string().optional(), en: z.string().optional() })

/** An example of `procedures/<id>/cases/*.yaml`: answers in, what follows from them out. */
export const caseSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(['valid', 'boundary', 'refused']),
  note: z.string().optional(),
  filing: z.strictObject({
    today: day,
    filedOn: day.optional(),
    filedTime: second.optional(),
    channel: z.enum(channels).optional(),
    filer: z.enum(filerKinds).optional(),
    assurance: z.enum(assurances).optional(),
  }),
  settings: z.record(z.string(), z.union([scalar, z.array(z.string())])).optional(),
  registers: z
    .record(
      z.string(),
      z.array(
        z.strictObject({
          id: z.string(),
          label: text,
          facts: z.record(z.string(), scalar).optional(),
          left: z.number().int().optional(),
        }),
      ),
    )
    .optional(),
  closedDays: z.array(day).optional(),
  answers: z.record(z.string(), z.unknown()),
  expect: z.strictObject({
    valid: z.boolean(),
    problems: z.array(z.string().regex(/^\S+ @ \S+$/, 'case-problem')).optional(),
    warnings: z.array(z.string().regex(/^\S+ @ \S+$/, 'case-problem')).optional(),
    values: z.record(z.string(), z.unknown()).optional(),
    conditions: z.record(z.string(), z.boolean()).optional(),
    fee: z.number().int().optional(),
    checklist: z.record(z.string(), z.enum(['pass', 'fail', 'person'])).optional(),
    deadline: z.union([day, z.null()]).optional(),
    /** Days of the calendar by row; `null`: the row is not shown, or hangs on an answer that is missing. */
    calendar: z.record(z.string(), z.union([day, z.null()])).optional(),
    pages: z.array(z.string()).optional(),
    section: z.string().optional(),
    /** Decisions as the office may fill them in, and what the tables then say of the fields that follow one (`null`: nothing). */
    decisions: z
      .array(
        z.strictObject({
          outcome: z.string(),
          fields: z.record(z.string(), scalar),
          gives: z.record(z.string(), z.union([scalar, z.null()])),
        }),
      )
      .optional(),
    /** Follow-ups that a resident is offered after a decision (none: `filed`) on a day, with their first and last days. */
    followUps: z
      .array(
        z.strictObject({
          outcome: z.string(),
          on: day.optional(),
          fields: z.record(z.string(), scalar).optional(),
          offers: z.record(z.string(), z.strictObject({ from: day.optional(), until: day.optional() })),
        }),
      )
      .optional(),
  }),
})

export type CaseFile = Omit<z.infer<typeof caseSchema>, 'answers'> & { readonly answers: Answers }

export interface LoadedCase {
  readonly file: string
  readonly content?: CaseFile
  readonly findings: readonly Finding[]
  /** A finding at a key of this file, for expectations that were not met. */
  finding(path: YamlPath, sentence: string): Finding
}

/** Reads one case file. */
export function loadCase(source: string, file: string): LoadedCase {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems) {
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  }
  if (yaml.data !== undefined) checkShape(caseSchema, yaml.data, report)
  const finding = (path: YamlPath, sentence: string): Finding => ({
    severity: 'error',
    code: 'case',
    file,
    ...yaml.locate(path),
    path: path.join('.'),
    sentence,
  })
  return report.findings.length > 0 || yaml.data === undefined
    ? { file, findings: report.findings, finding }
    : { file, content: yaml.data as CaseFile, findings: [], finding }
}
