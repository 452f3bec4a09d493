import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ClientBase } from 'pg'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'
import { groupRole } from './roles.ts'

export interface Migration {
  /** `20261122000000_tenancy.sql` */
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** The database knows migrations that this program doesn't: it was used by a newer version. */
export class NewerSchema extends OperatorError {
  override name = 'NewerSchema'
}
/** A migration was changed after it had been applied. */
export class ChangedMigration extends OperatorError {
  override name = 'ChangedMigration'
}

/** All migrations of a zone (common ones and its own) in the order of their time stamps. */
export function readMigrations(folder: string, zone: Zone): readonly Migration[] {
  const names = new Set<string>()
  const found: Migration[] = []
  for (const part of ['common', zone]) {
    for (const name of sqlFiles(path.join(folder, part))) {
      if (!/^\d{14}_[a-z0-9_]+\.sql$/.test(name))
        throw new Error(`db/migrations/${part}/${name}: the name must be YYYYMMDDHHMMSS_what.sql`)
      if (names.has(name)) throw new Error(`db/migrations/${part}/${name}: the same name stands in another folder too`)
      names.add(name)
      const sql = readFileSync(path.join(folder, part, name), 'utf8')
      found.push({ name, sql, sha256: createHash('sha256').update(sql).digest('hex') })
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function sqlFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.sql'))
  } catch {
    return []
  }
}

/**
 * Brings a zone's schema up to date: each file in one transaction, under an advisory lock, so that two machines that
 * start together do it once. Refuses to touch a schema that a newer program has already changed.
 * @returns the names applied now
 */
export async function migrate(
  owner: ClientBase,
  zone: Zone,
  migrations: readonly Migration[],
  prefix: string,
  report: (name: string) => void = () => {},
): Promise<readonly string[]> {
  await owner.query(`select pg_advisory_lock(hashtextextended('yanagi migrate ' || $1, 0))`, [zone])
  try {
    await owner.query(`create schema if not exists ${zone}`)
    await owner.query(`grant usage on schema ${zone} to ${groupRole(prefix, zone)}`)
    await owner.query(`select set_config('search_path', $1, false), set_config('yanagi.role_prefix', $2, false)`, [
      zone,
      prefix,
    ])
    const applied = await appliedMigrations(owner, zone)
    const pending = planMigrations(zone, migrations, applied)
    for (const one of pending) {
      report(one.name)
      await apply(owner, one)
    }
    return pending.map((one) => one.name)
  } finally {
    await owner.query(`select pg_advisory_unlock(hashtextextended('yanagi migrate ' || $1, 0))`, [zone])
  }
}

/** Name and checksum of what the zone's schema has seen; empty before the first migration. */
export async function appliedMigrations(owner: ClientBase, zone: Zone): Promise<ReadonlyMap<string, string>> {
  const there = await owner.query('select to_regclass($1) as ledger', [`${zone}.schema_migration`])
  if (there.rows[0]?.ledger === null) return new Map()
  const rows = await owner.query<{ name: string; sha256: string }>(`select name, sha256 from ${zone}.schema_migration`)
  return new Map(rows.rows.map((row) => [row.name, row.sha256]))
}

/** What is still to do. Throws `NewerSchema` or `ChangedMigration` before anything is touched. */
export function planMigrations(
  zone: Zone,
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const known = new Set(migrations.map((one) => one.name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort()
  if (unknown.length > 0) {
    throw new NewerSchema(
      `The database (${zone}) was already changed by a newer version of this program (${unknown.at(-1)}). Nothing was changed. Start that newer version, or restore a backup made before the update.`,
    )
  }
  const changed = migrations.find((one) => applied.has(one.name) && applied.get(one.name) !== one.sha256)
  if (changed !== undefined) {
    throw new ChangedMigration(
      `The migration ${changed.name} (${zone}) is not the one that was applied to this database. Nothing was changed. Put the original file back, or start with an empty data folder (--data).`,
    )
  }
  return migrations.filter((one) => !applied.has(one.name))
}

async function apply(owner: ClientBase, migration: Migration): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query(
      `create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    )
    await owner.query(migration.sql)
    await owner.query('insert into schema_migration (name, sha256) values ($1, $2)', [migration.name, migration.sha256])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    const position = (error as { position?: string }).position
    const line = position === undefined ? '' : `, line ${migration.sql.slice(0, Number(position)).split('\n').length}`
    throw new Error(
      `The migration ${migration.name}${line} failed and left nothing behind: ${(error as Error).message}`,
      { cause: error },
    )
  }
}
