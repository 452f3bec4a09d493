import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { openZoneDatabase } from '../../src/platform/database/open-zone-database.ts'
import { connectAsOwner } from '../../src/platform/database/prepare.ts'
import { secureDatabase } from '../../src/platform/database/roles.ts'
import type { ServerAddress } from '../../src/platform/database/server-address.ts'
import type { ZoneDatabase } from '../../src/platform/database/zone-database.ts'
import { quietLogger } from '../../src/platform/log/quiet-logger.ts'
import { type Zone, zones } from '../../src/platform/zone.ts'
import type { TestServer } from './cluster.ts'

/** A fresh, migrated database with the cities `yanai` and `mihon`, for one test file or one test. */
export interface TestDatabase {
  readonly server: TestServer
  /** Address of this database as its owner. */
  readonly address: ServerAddress
  /** The database of a zone as the program sees it: city roles behind the wall. */
  zone(zone: Zone): ZoneDatabase
  /** A connection as the owner (for looking behind the wall in a test), closed with the database. */
  owner(): Promise<pg.Client>
  close(): Promise<void>
  /** Closes it and leaves it, under this name, for others to copy. */
  keepAs(template: string): Promise<void>
}

/**
 * Copies the template (the migrated and empty one unless another is named), about 50 ms. Call it in `beforeAll` and `close()` in `afterAll`; inside a test it closes itself.
 *
 * With `poolSize: 1` whoever asks for a second connection while holding one is found out: it waits for itself.
 *
 *     const db = await testDatabase()
 *     const yanai = db.zone('internet').city<InternetDb>('yanai')
 */
export async function testDatabase(
  template?: string,
  { poolSize = 4 }: { readonly poolSize?: number } = {},
): Promise<TestDatabase> {
  const server = inject('testServer')
  if ('problem' in server) throw new Error(`The test database could not be made: ${server.problem}`)
  const database = `${server.template.replace('template', 'test')}_${randomBytes(6).toString('hex')}`
  const admin = await connectAsOwner(server.address)
  await admin.query(`create database ${database} template ${template ?? server.template} ${server.copying}`)
  await admin.end()
  const address = { ...server.address, database }
  const first = await connectAsOwner(address)
  await secureDatabase(first, zones, server.naming.prefix)
  const owners: pg.Client[] = [first]
  const open = new Map<Zone, ZoneDatabase>()
  let closed = false
  const end = async (statement: string): Promise<void> => {
    if (closed) return
    closed = true
    await Promise.all([...open.values()].map((one) => one.close()))
    await Promise.all(owners.map((one) => one.end()))
    const last = await connectAsOwner(server.address)
    await last.query(statement)
    await last.end()
  }
  const close = () => end(`drop database if exists ${database} with (force)`)
  closeWithTest(close)
  return {
    server,
    address,
    zone: (zone) => {
      const known = open.get(zone)
      if (known !== undefined) return known
      const made = openZoneDatabase({
        zone,
        address,
        naming: server.naming,
        log: quietLogger,
        poolSize,
        maxPools: 8,
      })
      open.set(zone, made)
      return made
    },
    owner: async () => {
      const client = await connectAsOwner(address)
      owners.push(client)
      return client
    },
    close,
    keepAs: (template) => end(`alter database ${database} rename to ${template}`),
  }
}

function closeWithTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close)
  } catch {
    // Called outside a test (in `beforeAll`): the file closes it.
  }
}
