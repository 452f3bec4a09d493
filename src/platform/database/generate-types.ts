import type { ClientBase } from 'pg'
import type { Zone } from '../zone.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly not_null: boolean
  readonly has_default: boolean
  readonly generated_always: boolean
  readonly comment: string | null
  readonly table_comment: string | null
  readonly checks: readonly string[]
}

const header = `// Made from the live schema by "npm run yanagi -- types"; a test fails when it is stale. Don't edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON to be checked; written as \`JSON.stringify(value)\`, because the driver turns an array into a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>
`

/** The Kysely types of a zone's schema as TypeScript text, read from the catalogue of a migrated database. */
export async function generateTypes(owner: ClientBase, zone: Zone): Promise<string> {
  const columns = await readColumns(owner, zone)
  const tables = new Map<string, Column[]>()
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column])
  const interfaces = [...tables].map(([table, its]) => tableInterface(table, its))
  const database = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table`)
  const text = [header, ...interfaces, `export interface ${pascal(zone)}Db {\n${database.join('\n')}\n}\n`].join('\n')
  return withoutUnusedHelpers(text)
}

async function readColumns(owner: ClientBase, zone: Zone): Promise<readonly Column[]> {
  const found = await owner.query<Column>(
    `select c.relname as "table", a.attname as "column", a.attnotnull as not_null,
        format_type(case t.typtype when 'd' then t.typbasetype else t.oid end, null) as type,
        a.atthasdef or a.attidentity <> '' as has_default,
        a.attidentity = 'a' or a.attgenerated <> '' as generated_always,
        col_description(c.oid, a.attnum) as comment, obj_description(c.oid, 'pg_class') as table_comment,
        array(select pg_get_constraintdef(k.oid) from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] order by k.conname) as checks
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
      where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and c.relname <> 'schema_migration'
      order by c.relname, a.attnum`,
    [zone],
  )
  return found.rows
}

function tableInterface(table: string, columns: readonly Column[]): string {
  const comment = columns[0]?.table_comment
  const lines = columns.map((column) => {
    const about = column.comment === null ? '' : `  /** ${oneLine(column.comment)} */\n`
    return `${about}  ${column.column}: ${columnType(column)}`
  })
  const about = comment === null || comment === undefined ? '' : `/** ${oneLine(comment)} */\n`
  return `${about}export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}\n`
}

function columnType(column: Column): string {
  const base = allowedWords(column) ?? typescriptType(column)
  const nullable = column.not_null ? base : `${base} | null`
  if (column.generated_always) return `GeneratedAlways<${nullable}>`
  return column.has_default ? `Generated<${nullable}>` : nullable
}

/** A text column whose check names its words becomes the union of them. */
function allowedWords(column: Column): string | undefined {
  if (column.type !== 'text') return undefined
  for (const check of column.checks) {
    const list = /^CHECK \(\((?:\w+|"\w+") = ANY \(ARRAY\[(.+)\]\)\)\)$/.exec(check)?.[1]
    if (list === undefined) continue
    const words = [...list.matchAll(/'((?:[^']|'')*)'::text/g)].map((word) => (word[1] ?? '').replaceAll("''", "'"))
    if (words.length > 0 && words.map((word) => `'${word.replaceAll("'", "''")}'::text`).join(', ') === list) {
      return words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`).join(' | ')
    }
  }
  return undefined
}

const scalarTypes: Readonly<Record<string, string>> = {
  text: 'string',
  'character varying': 'string',
  character: 'string',
  '"char"': 'string',
  uuid: 'string',
  inet: 'string',
  cidr: 'string',
  name: 'string',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  numeric: 'string',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  'time without time zone': 'string',
  'timestamp with time zone': 'Moment',
  json: 'Json',
  // Only ever compared in SQL.
  box: 'string',
  jsonb: 'Json',
  daterange: 'string',
  tstzrange: 'string',
  int4range: 'string',
  int8range: 'string',
  numrange: 'string',
  tsvector: 'string',
}

function typescriptType(column: Column): string {
  const array = column.type.endsWith('[]')
  const found = scalarTypes[array ? column.type.slice(0, -2) : column.type]
  if (found === undefined || (array && found === 'Json')) {
    throw new Error(
      `${column.table}.${column.column}: no TypeScript type is agreed for "${column.type}" (generate-types.ts).`,
    )
  }
  if (!array) return found
  return found === 'Moment' ? 'Date[]' : `${found}[]`
}

function withoutUnusedHelpers(text: string): string {
  const lines = text.split('\n')
  const uses = (name: string): boolean =>
    new RegExp(`: [^\n]*\\b${name}\\b`).test(text.slice(text.indexOf('export interface')))
  const kept: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const helper = /^type (\w+)/.exec(line)?.[1]
    if (helper === undefined || uses(helper)) kept.push(line)
    else if (line.endsWith('=')) at += 1
  }
  const result = kept.join('\n').replace(/\/\*\* Read as parsed JSON[^\n]*\n(?!type Json)/, '')
  return result.includes('ColumnType<') ? result : result.replace("import type { ColumnType } from 'kysely'\n", '')
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /')
}
