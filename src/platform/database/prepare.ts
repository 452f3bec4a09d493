import pg from 'pg'
import type { Zone } from '../zone.ts'
import { migrate, readMigrations } from './migrations.ts'
import { ensureRoles, type RoleNaming, secureDatabase } from './roles.ts'
import type { ServerAddress } from './server-address.ts'
import { valueParsers } from './value-parsers.ts'

/** The oldest PostgreSQL this program is tested with. */
const OLDEST_SERVER = 150000

export interface PrepareOptions {
  readonly zones: readonly Zone[]
  readonly cityIds: readonly string[]
  readonly naming: RoleNaming
  /** `db/migrations` */
  readonly migrationsFolder: string
  readonly report: (line: string) => void
}

/** A connection as the owner; for migrations, backup and checks only, never for requests. */
export async function connectAsOwner(address: ServerAddress): Promise<pg.Client> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: address.tls === true,
    application_name: 'yanagi owner',
    types: valueParsers,
    connectionTimeoutMillis: 10_000,
  })
  await client.connect()
  return client
}

/** Makes a database ready: version checked, roles, rights, migrations. Safe to run at every start. */
export async function prepareDatabase(address: ServerAddress, options: PrepareOptions): Promise<void> {
  const owner = await connectAsOwner(address)
  try {
    await refuseUnfitServer(owner)
    // Two machines of one installation may start at the same moment.
    await owner.query(`select pg_advisory_lock(hashtextextended('yanagi prepare', 0))`)
    for (const zone of options.zones) await ensureRoles(owner, zone, options.cityIds, options.naming)
    await secureDatabase(owner, options.zones, options.naming.prefix)
    for (const zone of options.zones) {
      const migrations = readMigrations(options.migrationsFolder, zone)
      await migrate(owner, zone, migrations, options.naming.prefix, (name) => options.report(`${zone}: ${name}`))
    }
  } finally {
    await owner.end()
  }
}

async function refuseUnfitServer(owner: pg.Client): Promise<void> {
  const found = await owner.query<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
  )
  const server = found.rows[0]
  if (server === undefined || server.number < OLDEST_SERVER) {
    throw new Error(`The database server is PostgreSQL ${server?.version}; 15 or newer is needed.`)
  }
  if (server.encoding !== 'UTF8') throw new Error(`The database is encoded in ${server.encoding}; it has to be UTF8.`)
}
