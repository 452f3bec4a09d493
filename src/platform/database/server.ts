import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../../config.ts'
import type { Logger } from '../log/logger.ts'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'
import { ensureFolders, keptSecret } from './data-folder.ts'
import { bundledBinaries } from './embedded/binaries.ts'
import { type EmbeddedCluster, type EmbeddedOptions, runningAddress, startEmbedded } from './embedded/cluster.ts'
import { isLocked, lockFolder } from './embedded/instance-lock.ts'
import { keepReserve } from './embedded/reserve.ts'
import { connectAsOwner } from './prepare.ts'
import type { RoleNaming } from './roles.ts'
import { parseDatabaseUrl, type ServerAddress } from './server-address.ts'

/** The PostgreSQL of this installation: where each zone's database is, as its owner. */
export interface DatabaseServer {
  owner(zone: Zone): ServerAddress
  readonly kind: 'embedded' | 'given'
  stop(): Promise<void>
}

const DATABASE = 'yanagi'
/** After a crash of PostgreSQL we start it again this often before giving up, in a row. */
const RESTARTS_IN_A_ROW = 5

/**
 * Opens the server for serving: a given one as it is, the private one started and watched.
 * @throws AlreadyRunning, UnfitDataFolder, or an error that says what to do
 */
export async function openServer(config: Config, log: Logger, report: (line: string) => void): Promise<DatabaseServer> {
  ensureFolders(config)
  if (usesGivenServer(config)) return givenServer(config)
  // Before anything is written: on a full disk not even the lock would find room.
  makeRoom(config.dataDir, report)
  const unlock = lockFolder(config.dataDir)
  try {
    const cluster = await supervise({ ...embeddedOptions(config, report), log }, log)
    await createDatabaseOnce(cluster.address)
    return {
      kind: 'embedded',
      owner: () => ({ ...cluster.address, database: DATABASE }),
      stop: async () => {
        await cluster.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Opens the server for a command: joins the private one when the program is running, else starts it for a while. */
export async function reachServer(
  config: Config,
  log: Logger,
  report: (line: string) => void,
): Promise<DatabaseServer> {
  ensureFolders(config)
  if (isInUse(config)) {
    const address = runningAddress(path.join(config.dataDir, 'postgres'))
    if (address !== undefined)
      return { kind: 'embedded', owner: () => ({ ...address, database: DATABASE }), stop: async () => {} }
  }
  return openServer(config, log, report)
}

/** Does a living process of this program have the private PostgreSQL of the data folder? */
export function isInUse(config: Config): boolean {
  return !usesGivenServer(config) && isLocked(config.dataDir)
}

/** For commands that look at what is there: they make no data folder of their own. */
export function requireData(config: Config): void {
  if (usesGivenServer(config) || existsSync(path.join(config.dataDir, 'postgres', 'location'))) return
  throw new OperatorError(
    `There is no city hall in the data folder ${config.dataDir} yet. Name another one with --data DIR, or make one with "npm start" (demonstration) or "npm run yanagi -- init" (a real city).`,
  )
}

export function usesGivenServer(config: Config): boolean {
  return [config.databaseUrl, config.databaseUrlInternet, config.databaseUrlOffice, config.databaseUrlMynumber].some(
    (one) => one !== '',
  )
}

/** Names and passwords of the login roles of this installation. */
export function roleNaming(config: Config): RoleNaming {
  return {
    prefix: config.rolePrefix,
    secret: config.roleSecret === '' ? keptSecret(config.dataDir, 'role-secret') : config.roleSecret,
  }
}

function givenServer(config: Config): DatabaseServer {
  const urls: Record<Zone, string> = {
    internet: config.databaseUrlInternet,
    office: config.databaseUrlOffice,
    mynumber: config.databaseUrlMynumber,
  }
  return {
    kind: 'given',
    owner: (zone) => {
      const url = urls[zone] === '' ? config.databaseUrl : urls[zone]
      if (url === '')
        throw new OperatorError(
          `The ${zone} zone has no database: set DATABASE_URL_${zone.toUpperCase()} or DATABASE_URL.`,
        )
      return parseDatabaseUrl(url)
    },
    stop: async () => {},
  }
}

function makeRoom(dataDir: string, report: (line: string) => void): void {
  if (keepReserve(dataDir) !== 'given-up') return
  report(
    `The disk of ${dataDir} is nearly full. The reserve file was deleted so that the database can start; make room now.`,
  )
}

function embeddedOptions(config: Config, report: (line: string) => void): EmbeddedOptions {
  const folder = path.join(config.dataDir, 'postgres')
  return { folder, binaries: bundledBinaries(path.join(config.dataDir, 'postgres-lib')), report }
}

/** Starts PostgreSQL and starts it again when it ends unasked; connections of the pools are made anew by themselves. */
async function supervise(options: EmbeddedOptions, log: Logger): Promise<EmbeddedCluster> {
  let current = await startPatiently(options)
  const first = current.address
  let stopping = false
  const watch = async (): Promise<void> => {
    for (let failures = 0; failures < RESTARTS_IN_A_ROW; ) {
      await current.unexpectedEnd
      if (stopping) return
      log.error('database.ended', { attempt: failures + 1 })
      try {
        current = await startPatiently({ ...options, port: first.port })
        failures = 0
        log.warn('database.restarted')
      } catch (error) {
        failures += 1
        log.error('database.restart-failed', { attempt: failures, error })
        await sleep(500 * failures)
      }
    }
  }
  void watch()
  return {
    address: first,
    get pid() {
      return current.pid
    },
    unexpectedEnd: new Promise(() => {}),
    stop: async () => {
      stopping = true
      await current.stop()
    },
  }
}

/** When only the postmaster was killed, its children need a moment to notice before a new one may start. */
async function startPatiently(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await startEmbedded(options)
    } catch (error) {
      if (attempt >= 50 || !/shared memory|lock file/.test((error as Error).message)) throw error
      await sleep(100)
    }
  }
}

async function createDatabaseOnce(address: ServerAddress): Promise<void> {
  const owner = await connectAsOwner(address)
  try {
    const there = await owner.query('select from pg_database where datname = $1', [DATABASE])
    if (there.rowCount === 0)
      await owner.query(`create database ${DATABASE} template template0 encoding 'UTF8' locale 'C'`)
  } finally {
    await owner.end()
  }
}
