import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ClientBase } from 'pg'
import { appliedMigrations } from '../database/migrations.ts'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'
import { copyOut } from './copy-stream.ts'
import type { TableBackup, ZoneBackup } from './manifest.ts'
import { type BackedUpTable, copyOutStatement, listTables, readSequences, useFixedFormats } from './zone-tables.ts'

/** Rows of a table are cut into parts of this size, so that nothing large is ever in memory. */
const PART_BYTES = 8 * 1024 * 1024

/**
 * All rows of a zone as they were at one moment, handed to `add` part by part.
 * `client` is the owner, inside a transaction with one snapshot (see `createBackup`).
 */
export async function dumpZone(
  client: ClientBase,
  zone: Zone,
  add: (name: string, content: Buffer) => void,
): Promise<ZoneBackup> {
  await useFixedFormats(client)
  await refuseFilteredView(client, zone)
  const migrations = [...(await appliedMigrations(client, zone))].map(([name, sha256]) => ({ name, sha256 }))
  const tables: TableBackup[] = []
  for (const table of await listTables(client, zone)) tables.push(await dumpTable(client, zone, table, add))
  return { migrations, tables, sequences: [...(await readSequences(client, zone))] }
}

/**
 * Row level security is forced on the owner too. An owner that may not step over it would silently write an empty
 * backup; with `row_security` off PostgreSQL refuses instead.
 */
async function refuseFilteredView(client: ClientBase, zone: Zone): Promise<void> {
  await client.query('set row_security = off')
  const { rows } = await client.query<{ free: boolean }>(
    'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
  )
  if (rows[0]?.free !== true) {
    throw new OperatorError(
      `The database user may not read all rows of the ${zone} zone. Run backups with a user that has BYPASSRLS ("alter role <that user> bypassrls", by an administrator of the server).`,
    )
  }
}

async function dumpTable(
  client: ClientBase,
  zone: Zone,
  table: BackedUpTable,
  add: (name: string, content: Buffer) => void,
): Promise<TableBackup> {
  const hash = createHash('sha256')
  const parts: string[] = []
  let waiting: Buffer[] = []
  let bytes = 0
  let rows = 0
  const flush = (): void => {
    if (bytes === 0) return
    const name = `db/${zone}/${table.name}/${String(parts.length + 1).padStart(6, '0')}.gz`
    add(name, gzipSync(Buffer.concat(waiting), { level: 6 }))
    parts.push(name)
    waiting = []
    bytes = 0
  }
  for await (const chunk of copyOut(client, copyOutStatement(zone, table))) {
    hash.update(chunk)
    // One message of the protocol is one row.
    rows += 1
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes >= PART_BYTES) flush()
  }
  flush()
  return { name: table.name, columns: [...table.columns], rows, sha256: hash.digest('hex'), parts }
}
