import { createHash, createHmac } from 'node:crypto'
import type { ClientBase } from 'pg'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'

/** What names and passwords of the login roles are made from. */
export interface RoleNaming {
  /** First part of every role name; `yanagi` unless the server is shared by two installations. */
  readonly prefix: string
  /** Passwords are derived from it, so that only one secret is kept. */
  readonly secret: string
}

/** Words that stand for something else in a role's name, so no city may have them as its id. */
const reservedCityIds = new Set(['app', 'system'])
/** A runaway statement must not hold a city's few connections. */
const STATEMENT_TIMEOUT = '30s'
const LOCK_TIMEOUT = '10s'
const IDLE_TRANSACTION_TIMEOUT = '60s'

export function groupRole(prefix: string, zone: Zone): string {
  return `${prefix}_${zone}_app`
}

/** The login role of a city, or of the system (`system`), in a zone. */
export function loginRole(prefix: string, zone: Zone, city: string): string {
  return `${prefix}_${zone}_${city}`
}

export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url')
}

/**
 * Creates the zone's roles and its schema, or leaves them as they are when they fit. Runs as owner.
 * @throws in clear words when the owner may not create roles and some are missing
 */
export async function ensureRoles(
  owner: ClientBase,
  zone: Zone,
  cityIds: readonly string[],
  naming: RoleNaming,
): Promise<void> {
  const group = groupRole(naming.prefix, zone)
  if (!(await roleExists(owner, group))) await createRole(owner, group, `create role ${group} nologin`)
  for (const city of ['system', ...cityIds]) {
    if (!/^[a-z0-9]+$/.test(city) || (city !== 'system' && reservedCityIds.has(city))) {
      throw new OperatorError(
        `"${city}" can't be the id of a city: lower-case letters and digits only, and neither "app" nor "system".`,
      )
    }
    await ensureLogin(owner, zone, loginRole(naming.prefix, zone, city), group, naming.secret)
  }
}

async function ensureLogin(owner: ClientBase, zone: Zone, role: string, group: string, secret: string): Promise<void> {
  const password = rolePassword(secret, role)
  const mark = `yanagi ${createHash('sha256').update(password).digest('hex').slice(0, 16)} 3`
  const found = await owner.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = $1`,
    [role],
  )
  if (found.rows[0]?.mark === mark) return
  // Only a superuser may even name the strong attributes of a role that is there; `findTenancyFaults` looks at them.
  const weak = 'nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit'
  if (found.rows.length === 0) await createRole(owner, role, `create role ${role} login ${weak} password '${password}'`)
  else await owner.query(`alter role ${role} with login password '${password}'`)
  // From PostgreSQL 16 on, a login has the rights of its group without being able to turn into it.
  const inheritOnly = (await versionAtLeast(owner, 160000)) ? ' with inherit true, set false' : ''
  await owner.query(`grant ${group} to ${role}${inheritOnly}`)
  await owner.query(`alter role ${role} set search_path = ${zone}, pg_temp`)
  await owner.query(`alter role ${role} set statement_timeout = '${STATEMENT_TIMEOUT}'`)
  await owner.query(`alter role ${role} set lock_timeout = '${LOCK_TIMEOUT}'`)
  await owner.query(`alter role ${role} set idle_in_transaction_session_timeout = '${IDLE_TRANSACTION_TIMEOUT}'`)
  await owner.query(`comment on role ${role} is '${mark}'`)
}

async function versionAtLeast(owner: ClientBase, number: number): Promise<boolean> {
  const { rows } = await owner.query<{ number: number }>(`select current_setting('server_version_num')::int as number`)
  return (rows[0]?.number ?? 0) >= number
}

async function roleExists(owner: ClientBase, role: string): Promise<boolean> {
  return (await owner.query('select from pg_roles where rolname = $1', [role])).rowCount === 1
}

async function createRole(owner: ClientBase, role: string, statement: string): Promise<void> {
  try {
    await owner.query(statement)
  } catch (error) {
    const code = (error as { code?: string }).code
    // Two processes of one installation may create the same role at the same moment; either one will do.
    if (code === '42710' || code === '23505') return
    if (code === '42501') {
      throw new OperatorError(
        `The database user of DATABASE_URL may not create roles, and the role ${role} is missing. Let an administrator of the server run "alter role <that user> createrole", then start again.`,
        { cause: error },
      )
    }
    throw error
  }
}

/** Closes what PostgreSQL leaves open to everybody by default. A copied database has lost this: run it on each. */
export async function secureDatabase(owner: ClientBase, zones: readonly Zone[], prefix: string): Promise<void> {
  const name = (await owner.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? ''
  const quoted = `"${name.replaceAll('"', '""')}"`
  await owner.query(`revoke all on database ${quoted} from public`)
  await owner.query('revoke all on schema public from public')
  for (const zone of zones) await owner.query(`grant connect on database ${quoted} to ${groupRole(prefix, zone)}`)
}
