import { z } from 'zod'
import type { Config } from '../../../config.ts'
import {
  type CatalogueFiles,
  catalogueFiles,
  checkShape,
  createReporter,
  type Finding,
  readTextsIn,
  readYaml,
  sortFindings,
} from '../../procedures/index.ts'

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

/** The adapters of an installation: `catalog/moving/adapters/*.yaml`, read once. */
export const adapterFiles: CatalogueFiles<readonly AdapterManifest[]> = catalogueFiles({
  name: 'moving-adapters',
  read: (rootDir) => readTextsIn(rootDir, 'catalog/moving/adapters'),
  load: (texts) => {
    const read = [...texts].map(([file, text]) => loadAdapter(text, file))
    const value = read.flatMap(({ adapter }) => (adapter === undefined ? [] : [adapter]))
    return { value, findings: read.flatMap(({ findings }) => findings) }
  },
})

/** Throws `OperatorError` with every problem of every file, where there are none of before to go on with. */
export function adaptersOf(rootDir: string, config?: Pick<Config, 'dataDir'>): readonly AdapterManifest[] {
  return adapterFiles.of({ rootDir, ...(config && { dataDir: config.dataDir }) })
}

/** Reads one manifest; every problem with its place in the file. */
export function loadAdapter(
  source: string,
  file: string,
): { readonly adapter?: AdapterManifest; readonly findings: readonly Finding[] } {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  const shape = yaml.data === undefined ? undefined : checkShape(manifest, yaml.data, report)
  const findings = sortFindings(report.findings)
  return shape?.usable && findings.length === 0 ? { adapter: yaml.data as AdapterManifest, findings } : { findings }
}
