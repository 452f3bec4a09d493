import pg from 'pg'
import { OperatorError } from '../operator-error.ts'
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
  // Whoever asks learns of a broken connection from the query; the event without a listener would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw unreachable(address, error)
  }
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
    throw new OperatorError(`The database server is PostgreSQL ${server?.version}; 15 or newer is needed.`)
  }
  if (server.encoding !== 'UTF8')
    throw new OperatorError(`The database is encoded in ${server.encoding}; it has to be UTF8.`)
}

const unreachableCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'user or password are wrong',
  '28000': 'the server does not let this user in from here',
  '3D000': 'there is no database of this name',
}

/** The password of the address is never part of the sentence. */
function unreachable(address: ServerAddress, error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  const why = unreachableCodes[code]
  if (why === undefined) return error
  const place = `${address.host}:${address.port}, database ${address.database}, user ${address.user}`
  return Object.assign(
    new OperatorError(`The database can't be reached (${place}): ${why}. Check DATABASE_URL.`, { cause: error }),
    { code },
  )
}
