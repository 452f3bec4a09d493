import { z } from 'zod'
import { assurances } from '../../procedures/index.ts'
import { encodings } from '../read/encoding.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day')
const kebab = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'id-kebab')
const column = z.string().min(1).max(200)
const glob = z.string().min(1).max(200)
/** What nobody could confirm yet: who has to be asked, and about what. Shown on the screen and in the documentation. */
const openPoint = z.string().min(1).max(400).optional()
/** `owner.name`, `owner.name.family`, `children.{n}.birth`. */
const target = z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.\{n\})?\.[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+)?$/, 'answer-path')
const filerKind = z.enum(['self', 'legal-agent', 'voluntary-agent', 'submission-agent', 'family', 'business'])

const csv = z.strictObject({
  kind: z.literal('csv'),
  encoding: z.enum(encodings),
  delimiter: z.enum(['comma', 'tab']).optional(),
  openPoint,
})

const itemsCsv = z.strictObject({
  as: z.literal('items-csv'),
  file: glob,
  /** Columns of the file: one line an answer. */
  id: column.optional(),
  label: column.optional(),
  value: column,
  openPoint,
})
const rowCsv = z.strictObject({ as: z.literal('row-csv'), file: glob, openPoint })
/** `@name`: an attribute; a name: a child element; `.`: the element's own text. */
const itemsXml = z.strictObject({
  as: z.literal('items-xml'),
  file: glob,
  item: column,
  id: column.optional(),
  label: column.optional(),
  value: column,
  openPoint,
})

const zip = z.strictObject({
  kind: z.literal('zip'),
  encoding: z.enum(encodings),
  /** Where the answers stand; the first that is in the package counts, the others stay evidence. */
  values: z.array(z.discriminatedUnion('as', [itemsCsv, rowCsv, itemsXml])).min(1),
  /** Files that are evidence and no attachment. */
  form: z.array(glob).optional(),
  signature: z.array(glob).optional(),
  verification: z.array(glob).optional(),
  openPoint,
})

const fieldSchema = z.strictObject({
  to: target,
  /** `{n}` counts the items of a repeated group from 1. */
  column,
  /** Words of the sender → choice, 区分 or はい・いいえ of the definition. */
  codes: z.record(z.string(), z.string()).optional(),
  openPoint,
})

const procedureSchema = z.strictObject({
  procedure: kebab,
  /** The sender's code or name of the procedure; without one the manifest has this procedure alone. */
  code: z.string().min(1).max(200).optional(),
  /** Who files, or the column that says so. */
  filer: z.union([
    filerKind,
    z.strictObject({ column, codes: z.record(z.string(), filerKind), otherwise: filerKind.optional() }),
  ]),
  assurance: z.enum(assurances).optional(),
  /** Columns named as the questions are (`label`), by the place of the answer (`path`), or only those of `fields`. */
  match: z.enum(['label', 'path', 'none']),
  fields: z.array(fieldSchema).optional(),
  attachments: z.array(z.strictObject({ file: glob, to: target })).optional(),
  openPoint,
})

/** The language of manifests, version 1: how one sender delivers applications. */
export const manifestSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  version: z.number().int().min(1).max(100_000),
  from: day,
  to: day.optional(),
  name: z.string().min(1).max(80),
  note: z.string().max(1000).optional(),
  /** The sender, as it stands beside its receipt numbers: one number of one source is one case. */
  source: kebab,
  channel: z.enum(['pittari', 'partner-csv']),
  container: z.discriminatedUnion('kind', [csv, zip]),
  number: z.union([
    z.strictObject({ column, openPoint }),
    z.strictObject({ from: z.literal('package-name'), openPoint }),
  ]),
  /** When it arrived at the sender's system: 到達. */
  arrivedAt: z.strictObject({ column, openPoint }),
  procedureCode: z.strictObject({ column, openPoint }).optional(),
  procedures: z.array(procedureSchema).min(1),
  /** Days for which a row that was settled by hand is kept. */
  keepHandledDays: z.number().int().min(1).max(3650).optional(),
})

export type Manifest = z.infer<typeof manifestSchema>
export type ManifestProcedure = Manifest['procedures'][number]
export type ManifestField = NonNullable<ManifestProcedure['fields']>[number]
export type ZipContainer = Extract<Manifest['container'], { kind: 'zip' }>

/** The same as JSON Schema 2020-12, for editors. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: '取り込みの定義（catalog/intake/*.yaml）', ...schema }, null, 1)}\n`
}
