import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../../../platform/operator-error.ts'
import { checkShape, createReporter, findingLine, readYaml, sortFindings } from '../../procedures/index.ts'

/** How one item of the format is read from another layout; without `from` it is not known yet, and `openPoint` says what to find out. */
const rule = z
  .strictObject({
    /** Column of a CSV, or the way in a JSON (`a.b`). */
    from: z.string().min(1).optional(),
    as: z.enum(['text', 'day', 'moment', 'digits', 'boolean']).optional(),
    /** Their word → ours. A word that is not among them is refused by the format's own check. */
    values: z.record(z.string(), z.string()).optional(),
    /** 要確認 */
    openPoint: z.string().min(1).optional(),
  })
  .refine((each) => (each.from === undefined) !== (each.openPoint === undefined), 'from-or-open')
export type AdapterRule = z.infer<typeof rule>

const manifest = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  label: z.string().min(1),
  sender: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  container: z.strictObject({
    kind: z.enum(['csv', 'json']),
    /** Where the list of notices is in a JSON; absent: the file itself is the list. */
    rows: z.string().optional(),
    openPoint: z.string().min(1).optional(),
  }),
  /** Item of the format → how it is read. */
  fields: z.record(z.string(), rule),
  people: z.strictObject({
    /** Where the list of people is in a notice (JSON). In a CSV a row is a person. */
    rows: z.string().optional(),
    openPoint: z.string().min(1).optional(),
    fields: z.record(z.string(), rule),
  }),
})
export type AdapterManifest = z.infer<typeof manifest>

/** What is not known of a layout, each with the item it is about. An adapter with an open point takes in nothing. */
export function openPointsOf({
  container,
  fields,
  people,
}: AdapterManifest): readonly { item: string; point: string }[] {
  const of = (item: string, point: string | undefined) => (point === undefined ? [] : [{ item, point }])
  return [
    ...of('container', container.openPoint),
    ...Object.entries(fields).flatMap(([item, each]) => of(item, each.openPoint)),
    ...of('people', people.openPoint),
    ...Object.entries(people.fields).flatMap(([item, each]) => of(`people.${item}`, each.openPoint)),
  ]
}

const known = new Map<string, readonly AdapterManifest[]>()

/** The adapters of an installation: `catalog/moving/adapters/*.yaml`, read once. Throws `OperatorError` with every problem. */
export function adaptersOf(rootDir: string): readonly AdapterManifest[] {
  const held = known.get(rootDir)
  if (held !== undefined) return held
  const folder = 'catalog/moving/adapters'
  const problems: string[] = []
  const found = readdirSync(path.join(rootDir, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const read = loadAdapter(readFileSync(path.join(rootDir, folder, name), 'utf8'), `${folder}/${name}`)
      problems.push(...read.problems)
      return read.adapter === undefined ? [] : [read.adapter]
    })
  if (problems.length > 0) throw new OperatorError(problems.join('\n'))
  known.set(rootDir, found)
  return found
}

/** Reads one manifest; every problem with its place in the file. */
export function loadAdapter(
  source: string,
  file: string,
): { readonly adapter?: AdapterManifest; readonly problems: readonly string[] } {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  const shape = yaml.data === undefined ? undefined : checkShape(manifest, yaml.data, report)
  const problems = sortFindings(report.findings).map(findingLine)
  return shape?.usable && problems.length === 0 ? { adapter: yaml.data as AdapterManifest, problems } : { problems }
}
