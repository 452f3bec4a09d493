import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'
import { copyIn, copyOut } from './copy-stream.ts'
import type { TableBackup, ZoneBackup } from './manifest.ts'
import { type BackedUpTable, copyOutStatement, listTables, quoted, useFixedFormats } from './zone-tables.ts'

/**
 * Puts a zone's rows into its migrated, empty schema and reads every one of them back: the digest of what is there
 * has to be that of the backup. All or nothing, in one transaction.
 */
export async function loadZone(
  client: ClientBase,
  zone: Zone,
  backup: ZoneBackup,
  rowsOf: (table: TableBackup) => AsyncIterable<Buffer>,
): Promise<void> {
  await useFixedFormats(client)
  await client.query(`select set_config('search_path', $1, false)`, [zone])
  await client.query('set row_security = off')
  const tables = await listTables(client, zone)
  await refuseOtherTables(zone, tables, backup)
  await client.query('begin')
  try {
    if (tables.length > 0)
      await client.query(`truncate ${tables.map((one) => `${zone}.${quoted(one.name)}`).join(', ')}`)
    for (const table of tables) await loadTable(client, zone, table, backup, rowsOf)
    for (const { name, value, called } of backup.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [`${zone}.${quoted(name)}`, value, called])
    }
    for (const table of tables) await compareTable(client, zone, table, backup)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function loadTable(
  client: ClientBase,
  zone: Zone,
  table: BackedUpTable,
  backup: ZoneBackup,
  rowsOf: (table: TableBackup) => AsyncIterable<Buffer>,
): Promise<void> {
  const wanted = found(backup, table.name)
  const name = `${zone}.${quoted(table.name)}`
  // Our triggers guard changes by the program; these rows have passed them once.
  await client.query(`alter table ${name} disable trigger user`)
  await copyIn(client, `copy ${name} (${wanted.columns.map(quoted).join(', ')}) from stdin`, rowsOf(wanted))
  await client.query(`alter table ${name} enable trigger user`)
}

/** Row for row: the same rows in the same order have the same digest. */
async function compareTable(client: ClientBase, zone: Zone, table: BackedUpTable, backup: ZoneBackup): Promise<void> {
  const wanted = found(backup, table.name)
  const hash = createHash('sha256')
  let rows = 0
  for await (const chunk of copyOut(client, copyOutStatement(zone, { ...table, columns: wanted.columns }))) {
    hash.update(chunk)
    rows += 1
  }
  if (rows !== wanted.rows || hash.digest('hex') !== wanted.sha256) {
    throw new OperatorError(
      `The table ${zone}.${table.name} is not what the backup says (${rows} rows restored, ${wanted.rows} in the backup). Nothing of this zone was kept.`,
    )
  }
}

async function refuseOtherTables(zone: Zone, tables: readonly BackedUpTable[], backup: ZoneBackup): Promise<void> {
  const here = tables
    .map((one) => one.name)
    .sort()
    .join(', ')
  const there = backup.tables
    .map((one) => one.name)
    .sort()
    .join(', ')
  if (here !== there)
    throw new OperatorError(
      `The backup of the ${zone} zone has other tables than this program: ${there} instead of ${here}.`,
    )
}

function found(backup: ZoneBackup, name: string): TableBackup {
  const table = backup.tables.find((one) => one.name === name)
  if (table === undefined) throw new Error(`The backup has no table ${name}.`)
  return table
}
