import path from 'node:path'
import type { z } from 'zod'
import type { Texts } from '../../../platform/files/good-texts.ts'
import {
  checkShape,
  createReporter,
  type Finding,
  missingFile,
  readTextsIn,
  readYaml,
  sortFindings,
} from '../../procedures/index.ts'
import type { GuideItem, Office, Thing } from './guide.ts'
import { type CompiledGuide, checkTextsOf, loadGuide, type SharedContent } from './load.ts'
import { officesSchema, sharedItemsSchema, thingsSchema } from './schema.ts'

/** All guides below `catalog/life-events/`, in the order of their file names, with everything found wrong. */
export interface GuideFolder {
  readonly guides: readonly CompiledGuide[]
  readonly offices: ReadonlyMap<string, Office>
  readonly things: ReadonlyMap<string, Thing>
  readonly findings: readonly Finding[]
}

const folder = 'catalog/life-events'

/** Reads the guides of an installation. Never throws for what a person wrote in a file. */
export function readGuideFolder(rootDir: string): GuideFolder {
  return readGuides(readGuideTexts(rootDir))
}

/** The texts of an installation, in the order of their names. */
export const readGuideTexts = (rootDir: string): Texts => readTextsIn(rootDir, folder)

export function readGuides(texts: Texts): GuideFolder {
  const findings: Finding[] = []
  const list = <T extends { readonly id: string }>(name: string, schema: z.ZodType): ReadonlyMap<string, T> => {
    const text = texts.get(`${folder}/${name}`)
    if (text === undefined) findings.push(missingFile(`${folder}/${name}`))
    const entries = text === undefined ? [] : readList<T>(text, `${folder}/${name}`, schema, findings)
    return new Map(entries.map((entry) => [entry.id, entry]))
  }
  const shared: SharedContent = {
    items: list<GuideItem>('_items.yaml', sharedItemsSchema),
    offices: list<Office>('_offices.yaml', officesSchema),
    things: list<Thing>('_things.yaml', thingsSchema),
  }
  // With a shared list broken every guide would miss something: what is wrong with the list is said, and nothing else.
  const own = findings.length > 0 ? [] : [...texts].filter(([file]) => !path.basename(file).startsWith('_'))
  const guides = own.flatMap(([file, text]) => {
    const { guide, findings: found } = loadGuide(text, file, shared)
    findings.push(...found)
    return guide === undefined ? [] : [guide]
  })
  return { guides, offices: shared.offices, things: shared.things, findings }
}

function readList<T>(source: string, file: string, schema: z.ZodType, findings: Finding[]): readonly T[] {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  const shape = yaml.data === undefined ? { usable: false, data: [] } : checkShape(schema, yaml.data, report)
  if (shape.usable) checkTextsOf(shape.data, report)
  findings.push(...sortFindings(report.findings))
  return shape.usable ? (shape.data as readonly T[]) : []
}
