import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { Logger } from '../log/logger.ts'
import type { Zone } from '../zone.ts'
import { PreparingClient } from './preparing-client.ts'
import { loginRole, type RoleNaming, rolePassword } from './roles.ts'
import type { ServerAddress } from './server-address.ts'
import { valueParsers } from './value-parsers.ts'
import type { ZoneDatabase } from './zone-database.ts'

export interface ZoneDatabaseOptions {
  readonly zone: Zone
  /** The server and the database; user and password are those of the roles. */
  readonly address: ServerAddress
  readonly naming: RoleNaming
  readonly log: Logger
  /** Connections of one city. */
  readonly poolSize: number
  /** Cities with open connections at once; beyond it the one unused longest is closed. */
  readonly maxPools: number
}

/**
 * Settings of a zone's connections. The internet zone looks things up by their keys, one or several at once: one plan fits
 * all of it, and planning anew for each number of keys costs more than the look-up.
 */
const settingsOf: Readonly<Partial<Record<Zone, string>>> = { internet: '-c plan_cache_mode=force_generic_plan' }

/** Opens a zone's database: one small pool for each city and one for the system, made when first used. */
export function openZoneDatabase(options: ZoneDatabaseOptions): ZoneDatabase {
  const pools = new PoolsByLogin(options)
  const cities = new Map<string, Kysely<unknown>>()
  const kyselyOf = (city: string, which: 'pool' | 'aside' = 'pool'): Kysely<unknown> => {
    const key = `${which} ${city}`
    const known = cities.get(key)
    if (known !== undefined) return known
    const made = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pools.handle(city, which) }) })
    cities.set(key, made)
    return made
  }
  return {
    zone: options.zone,
    city: <DB>(cityId: string) => kyselyOf(checked(cityId)) as Kysely<DB>,
    aside: <DB>(cityId: string) => kyselyOf(checked(cityId), 'aside') as Kysely<DB>,
    system: <DB>(reason: string) => {
      options.log.debug('database.system', { zone: options.zone, reason })
      return kyselyOf('system') as Kysely<DB>
    },
    close: () => pools.close(),
  }
}

function checked(cityId: string): string {
  if (!/^[a-z0-9]+$/.test(cityId) || cityId === 'app' || cityId === 'system') throw new Error('Not the id of a city.')
  return cityId
}

/** The pools behind the Kysely objects. A Kysely stays valid when its pool was closed for being idle. */
class PoolsByLogin {
  // A Map keeps the order of insertion; using a pool moves it to the end, so the first one is the least recently used.
  private readonly pools = new Map<string, pg.Pool>()
  // One connection each.
  private readonly asides = new Map<string, pg.Pool>()
  private closed = false
  private readonly options: ZoneDatabaseOptions

  constructor(options: ZoneDatabaseOptions) {
    this.options = options
  }

  handle(city: string, which: 'pool' | 'aside'): PostgresPool {
    const [pools, max] = which === 'pool' ? [this.pools, this.options.poolSize] : [this.asides, 1]
    return {
      connect: () => this.oneOf(pools, city, max).connect(),
      end: async () => {},
    }
  }

  async close(): Promise<void> {
    this.closed = true
    await Promise.all([...this.pools.values(), ...this.asides.values()].map((pool) => pool.end()))
    this.pools.clear()
    this.asides.clear()
  }

  private oneOf(pools: Map<string, pg.Pool>, city: string, max: number): pg.Pool {
    if (this.closed) throw new Error('The database of this zone is closed.')
    const known = pools.get(city)
    if (known !== undefined) {
      pools.delete(city)
      pools.set(city, known)
      return known
    }
    this.closeLeastUsed(pools)
    const made = this.make(city, max)
    pools.set(city, made)
    return made
  }

  private make(city: string, max: number): pg.Pool {
    const { address, naming, zone, log } = this.options
    const user = loginRole(naming.prefix, zone, city)
    const pool = new pg.Pool({
      Client: PreparingClient,
      host: address.host,
      port: address.port,
      database: address.database,
      user,
      password: rolePassword(naming.secret, user),
      ssl: address.tls === true,
      max,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: 10_000,
      application_name: `yanagi ${zone}`,
      types: valueParsers,
      ...(settingsOf[zone] === undefined ? {} : { options: settingsOf[zone] }),
    })
    // An idle connection that breaks (database restarted) is replaced at the next use; it must not end the process.
    pool.on('error', (error) => {
      if (!this.closed) log.warn('database.connection-lost', { zone, error })
    })
    // One that breaks while it is lent out says so to its query, and on itself: an event without a listener ends the process.
    pool.on('connect', (client) => {
      client.on('error', () => {})
    })
    return pool
  }

  private closeLeastUsed(pools: Map<string, pg.Pool>): void {
    if (pools.size < this.options.maxPools) return
    for (const [city, pool] of pools) {
      if (city === 'system' || pool.waitingCount > 0 || pool.totalCount > pool.idleCount) continue
      pools.delete(city)
      void pool.end()
      return
    }
  }
}
