import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundledBinaries, installedBinaries } from '../../src/platform/database/embedded/binaries.ts'
import { type EmbeddedCluster, startEmbedded } from '../../src/platform/database/embedded/cluster.ts'
import { readMigrations } from '../../src/platform/database/migrations.ts'
import { connectAsOwner, prepareDatabase } from '../../src/platform/database/prepare.ts'
import { groupRole, loginRole, type RoleNaming } from '../../src/platform/database/roles.ts'
import { parseDatabaseUrl, type ServerAddress } from '../../src/platform/database/server-address.ts'
import { zones } from '../../src/platform/zone.ts'
import { memoryFolder } from './memory-folder.ts'

export const testCityIds = ['yanai', 'mihon'] as const
const migrationsFolder = path.resolve('db/migrations')

/** What test workers need to know about the run's server. */
export interface TestServer {
  readonly address: ServerAddress
  readonly naming: RoleNaming
  /** Migrated and empty; every test file works on a copy of it. */
  readonly template: string
  /** How copies are made, as `create database` wants it said. */
  readonly copying: '' | 'strategy file_copy'
  /** For data, keys and files of the tests; removed at the end of the run. */
  readonly folder: string
}

/**
 * Starts the run's PostgreSQL. `YANAGI_TEST_DATABASE_URL` or `DATABASE_URL` uses that server (its user must be allowed
 * to create databases and roles); `YANAGI_TEST_POSTGRES_BIN` another PostgreSQL of this machine; else the bundled one.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env.YANAGI_TEST_DATABASE_URL ?? process.env.DATABASE_URL
  return given === undefined ? startOwn() : useGiven(parseDatabaseUrl(given))
}

async function startOwn(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const cache = path.resolve('node_modules/.cache/yanagi-test')
  const bin = process.env.YANAGI_TEST_POSTGRES_BIN
  const binaries = bin === undefined ? bundledBinaries(path.join(cache, 'lib')) : installedBinaries(bin)
  const naming: RoleNaming = { prefix: 'yanagi', secret: 'only for tests' }
  const prepared = path.join(cache, cacheKey(binaries.postgres))
  if (!existsSync(prepared)) await prepareCluster(prepared, cache, binaries, naming)
  // Nobody will miss this cluster: durability is proven by tests of its own.
  const folder = memoryFolder('test')
  const postgres = path.join(folder, 'postgres')
  cpSync(prepared, postgres, { recursive: true })
  const cluster = await startEmbedded({ folder: postgres, binaries, report: () => {}, settings: unsafe })
  return {
    server: { address: cluster.address, naming, template: 'yanagi_template', copying: 'strategy file_copy', folder },
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** For a cluster that lives for minutes: without what a long life needs. */
const unsafe = [
  'fsync=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=256MB',
  'max_connections=300',
  'autovacuum=off',
]

/** A migrated cluster is kept between runs, named by what went into it. */
async function prepareCluster(
  prepared: string,
  cache: string,
  binaries: ReturnType<typeof bundledBinaries>,
  naming: RoleNaming,
): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const folder = memoryFolder('template')
  const cluster: EmbeddedCluster = await startEmbedded({ folder, binaries, report: () => {}, settings: unsafe })
  try {
    await makeTemplate({ address: cluster.address, naming, template: 'yanagi_template', copying: '', folder })
  } finally {
    await cluster.stop()
  }
  // Not the fresh ones: another run may be copying one at this moment.
  const yesterday = Date.now() - 24 * 3600 * 1000
  for (const old of readdirSync(cache)) {
    const folder = path.join(cache, old)
    if (old !== 'lib' && statSync(folder).mtimeMs < yesterday) rmSync(folder, { recursive: true, force: true })
  }
  const half = `${prepared}.${randomBytes(4).toString('hex')}`
  cpSync(folder, half, { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  try {
    renameSync(half, prepared)
  } catch {
    // Another run was quicker.
    rmSync(half, { recursive: true, force: true })
  }
}

function cacheKey(postgres: string): string {
  const hash = createHash('sha256').update(postgres).update(String(process.getuid?.())).update(unsafe.join())
  for (const zone of zones)
    for (const one of readMigrations(migrationsFolder, zone)) hash.update(zone + one.name + one.sha256)
  return hash.digest('hex').slice(0, 16)
}

async function makeTemplate(server: TestServer): Promise<void> {
  const owner = await connectAsOwner(server.address)
  await owner.query(`create database ${server.template} template template0 encoding 'UTF8' locale 'C'`)
  await owner.end()
  await prepareDatabase(
    { ...server.address, database: server.template },
    { zones, cityIds: testCityIds, naming: server.naming, migrationsFolder, report: () => {} },
  )
}

/** A server that others may use too: a role prefix and a database name of our own, both removed at the end. */
async function useGiven(address: ServerAddress): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const run = randomBytes(4).toString('hex')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-test-'))
  const server: TestServer = {
    folder,
    address,
    naming: { prefix: `yanagi_t${run}`, secret: run },
    template: `yanagi_template_${run}`,
    // Copying whole files syncs all of a server that cares for its data.
    copying: '',
  }
  await makeTemplate(server)
  return {
    server,
    stop: async () => {
      const owner = await connectAsOwner(address)
      const left = await owner.query<{ name: string }>(
        'select datname as name from pg_database where datname like $1',
        [`%\\_${run}%`],
      )
      for (const { name } of left.rows) await owner.query(`drop database "${name}" with (force)`)
      for (const zone of zones) {
        for (const city of ['system', ...testCityIds])
          await owner.query(`drop role if exists ${loginRole(server.naming.prefix, zone, city)}`)
        await owner.query(`drop role if exists ${groupRole(server.naming.prefix, zone)}`)
      }
      await owner.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
