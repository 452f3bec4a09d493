import { createHash } from 'node:crypto'
import {
  type CompiledProcedure,
  checkMeaning,
  checkShape,
  compile,
  createReporter,
  type Finding,
  type ProcedureDefinition,
  type Reporter,
  readYaml,
  sortFindings,
  type YamlPath,
} from '../../procedures/index.ts'
import { asDefinition, placeInGuide } from './as-definition.ts'
import { checkItems } from './check-items.ts'
import type { Guide, GuideItem, Office, Thing, WholeItem } from './guide.ts'
import { guideSchema } from './schema.ts'

/** What guides share: items, who is in charge, what to bring. */
export interface SharedContent {
  readonly items: ReadonlyMap<string, GuideItem>
  readonly offices: ReadonlyMap<string, Office>
  readonly things: ReadonlyMap<string, Thing>
}

/** A guide ready to be asked: its questions and expressions compiled by the procedures' engine. */
export interface CompiledGuide {
  readonly guide: Guide
  readonly items: readonly WholeItem[]
  readonly questions: CompiledProcedure
}

/** Reads and checks one guide. Never throws for what a person wrote: every problem is a finding with file, line and column. */
export function loadGuide(
  source: string,
  file: string,
  shared: SharedContent,
): { readonly guide?: CompiledGuide; readonly findings: readonly Finding[] } {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  if (yaml.data === undefined) return { findings: sortFindings(report.findings) }
  const shape = checkShape(guideSchema, yaml.data, report)
  if (!shape.usable) return { findings: sortFindings(report.findings) }
  const guide = shape.data as Guide
  const items = guide.items.map((item) => withShared(item, shared))
  const whole = checkItems(items, shared, report)
  const definition = asDefinition(guide, items)
  checkLanguage(guide, items, definition, report)
  const findings = sortFindings(report.findings)
  if (findings.length > 0 || whole === undefined) return { findings }
  const hash = createHash('sha256').update(source).digest('hex')
  return { guide: { guide, items: whole, questions: compile(definition, hash) }, findings }
}

/** The checks of the procedures' language, with each finding at its place in the guide's own file. */
function checkLanguage(
  guide: Guide,
  items: readonly GuideItem[],
  definition: ProcedureDefinition,
  report: Reporter,
): void {
  const placed =
    (say: Reporter['error']): Reporter['error'] =>
    (path: YamlPath, ...rest) => {
      const place = placeInGuide(path, items, definition.rules)
      if (place !== undefined) say(place, ...rest)
    }
  // Texts are looked at in the guide itself: the definition made from it has some of its own, which nobody reads.
  const withoutTexts =
    (say: Reporter['error']): Reporter['error'] =>
    (path, code, ...rest) => {
      if (code !== 'missing-text') say(path, code, ...rest)
    }
  const own = { error: withoutTexts(placed(report.error)), warning: withoutTexts(placed(report.warning)) }
  checkMeaning(definition, definition, own, true)
  checkTextsOf(guide, report)
}

const languages = { easy: 'やさしい日本語（easy）', en: '英語（en）' } as const

/** Every text of a guide stands in three languages. */
export function checkTextsOf(value: unknown, report: Reporter, path: YamlPath = []): void {
  if (typeof value !== 'object' || value === null) return
  if ('ja' in value && typeof value.ja === 'string') {
    const text: Readonly<Record<string, unknown>> = value
    for (const [language, name] of Object.entries(languages))
      if (text[language] === undefined) report.error(path, 'missing-text', `${name}の文がありません。書いてください`)
    return
  }
  for (const [key, part] of Object.entries(value))
    checkTextsOf(part, report, [...path, Array.isArray(value) ? Number(key) : key])
}

function withShared(item: GuideItem, shared: SharedContent): GuideItem {
  const known = item.use === undefined ? undefined : shared.items.get(item.use)
  if (known === undefined) return item
  const due = item.due === undefined ? known.due : { ...known.due, ...item.due }
  // A day to count from is the guide's: without it the shared period says nothing.
  const counted = due?.from !== undefined || due?.on !== undefined
  const { due: _, ...rest } = { ...known, ...item }
  return { ...rest, ...(due !== undefined && counted ? { due } : {}) }
}
