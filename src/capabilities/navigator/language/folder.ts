import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { OperatorError } from '../../../platform/operator-error.ts'
import { checkShape, createReporter, type Finding, readYaml, sortFindings } from '../../procedures/index.ts'
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

/** The texts of an installation (`rootDir`) by file name, in order. */
export type GuideTexts = ReadonlyMap<string, string>

export function readGuideTexts(rootDir: string): GuideTexts {
  const names = readdirSync(path.join(rootDir, folder)).filter((name) => name.endsWith('.yaml'))
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(rootDir, folder, name), 'utf8')]))
}

/** Reads the guides of an installation. Never throws for what a person wrote in a file, only where one is missing. */
export function readGuideFolder(rootDir: string): GuideFolder {
  return readGuides(readGuideTexts(rootDir))
}

export function readGuides(texts: GuideTexts): GuideFolder {
  const findings: Finding[] = []
  const list = <T extends { readonly id: string }>(name: string, schema: z.ZodType): ReadonlyMap<string, T> => {
    const text = texts.get(name)
    if (text === undefined) throw new OperatorError(`${folder}/${name} is missing.`)
    const entries = readList<T>(text, `${folder}/${name}`, schema, findings)
    return new Map(entries.map((entry) => [entry.id, entry]))
  }
  const shared: SharedContent = {
    items: list<GuideItem>('_items.yaml', sharedItemsSchema),
    offices: list<Office>('_offices.yaml', officesSchema),
    things: list<Thing>('_things.yaml', thingsSchema),
  }
  const guides = [...texts].flatMap(([name, text]) => {
    if (name.startsWith('_')) return []
    const { guide, findings: found } = loadGuide(text, `${folder}/${name}`, shared)
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
