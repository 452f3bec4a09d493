import type { ClientBase } from 'pg'
import type { Zone } from '../zone.ts'

/** A table as a backup sees it. */
export interface BackedUpTable {
  readonly name: string
  /** Columns that hold something of their own; generated ones are computed again. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The tables of a zone, each after those that its foreign keys point to. */
export async function listTables(client: ClientBase, zone: Zone): Promise<readonly BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable & { readonly needs: readonly string[] }>(
    `select c.relname as name,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
        array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality as k(num, place) join pg_attribute a on a.attnum = k.num
          where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.place) as key,
        array(select distinct p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
          where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
      from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'
      order by c.relname`,
    [zone],
  )
  const sorted: BackedUpTable[] = []
  const placed = new Set<string>()
  while (sorted.length < rows.length) {
    const next = rows.find((row) => !placed.has(row.name) && row.needs.every((name) => placed.has(name)))
    if (next === undefined)
      throw new Error(`The foreign keys of the ${zone} zone make a circle; a backup can't order its tables.`)
    placed.add(next.name)
    sorted.push({ name: next.name, columns: next.columns, key: next.key })
  }
  return sorted
}

/** All rows in the order of their key, so that two databases with the same rows give the same bytes. */
export function copyOutStatement(zone: Zone, table: BackedUpTable): string {
  const columns = table.columns.map(quoted).join(', ')
  const order = table.key.length === 0 ? columns : table.key.map(quoted).join(', ')
  return `copy (select ${columns} from ${zone}.${quoted(table.name)} order by ${order}) to stdout`
}

export interface SequenceState {
  readonly name: string
  readonly value: string
  readonly called: boolean
}

export async function readSequences(client: ClientBase, zone: Zone): Promise<readonly SequenceState[]> {
  const names = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'S' order by 1`,
    [zone],
  )
  const found: SequenceState[] = []
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${zone}.${quoted(name)}`,
    )
    const [state] = rows
    if (state !== undefined) found.push({ name, ...state })
  }
  return found
}

/** Dates, numbers and bytes are written the same way whatever the server's own settings are. */
export async function useFixedFormats(client: ClientBase): Promise<void> {
  await client.query(
    `set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0`,
  )
}
