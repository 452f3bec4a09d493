import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../log/logger.ts'
import { makeFolder } from '../../make-folder.ts'
import { OperatorError } from '../../operator-error.ts'
import type { ServerAddress } from '../server-address.ts'
import type { PostgresBinaries } from './binaries.ts'
import { chooseLauncher, type Launcher } from './launcher.ts'
import { isPostgresOf, readPostmasterPid } from './postmaster-pid.ts'
import { serverLogSettings, tellServerLine } from './server-lines.ts'

export interface EmbeddedOptions {
  /** Holds `cluster`, the socket and the password; only this user may enter it. */
  readonly folder: string
  readonly binaries: PostgresBinaries
  readonly report: (line: string) => void
  readonly log?: Logger
  /** Further settings, e.g. `fsync=off` for a test cluster that nobody will miss. */
  readonly settings?: readonly string[]
  /** Loopback port to keep at a restart, where the socket's path would be too long. */
  readonly port?: number
}

/** A running private PostgreSQL. */
export interface EmbeddedCluster {
  readonly address: ServerAddress
  readonly pid: number
  /** Resolves with a sentence when PostgreSQL ends without being asked to. */
  readonly unexpectedEnd: Promise<string>
  stop(): Promise<void>
}

const OWNER = 'yanagi_owner'
/** A path to a Unix socket must fit into 108 bytes with its ending zero. */
const MAX_SOCKET_PATH = 103
const START_TIMEOUT_MS = 60_000

/**
 * Starts the private PostgreSQL of a data folder, making it first when there is none. An orphan of a killed run is
 * stopped in order before; crash recovery is PostgreSQL's own.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  makeFolder(options.folder)
  const launcher = chooseLauncher(path.join(options.folder, 'cluster'), options.binaries, options.report)
  rememberPlace(options.folder, launcher.clusterFolder)
  const password = ownerPassword(options.folder)
  if (!existsSync(path.join(launcher.clusterFolder, 'PG_VERSION'))) initialise(launcher, options.folder, password)
  refuseOtherMajor(launcher)
  await stopOrphan(launcher.clusterFolder, options.report)
  const place = await listenPlace(launcher, options)
  writeHostRules(launcher, place)
  return run(launcher, place, password, options)
}

/**
 * Writes down where the cluster lies: commands that join a running program look there, and a start that would make an
 * empty one elsewhere (another way of running, see `chooseLauncher`) is refused.
 */
function rememberPlace(folder: string, clusterFolder: string): void {
  const location = path.join(folder, 'location')
  const before = existsSync(location) ? readFileSync(location, 'utf8') : clusterFolder
  const made = (place: string): boolean => existsSync(path.join(place, 'PG_VERSION'))
  if (before !== clusterFolder && made(before) && !made(clusterFolder)) {
    throw new OperatorError(
      `The database of this data folder lies in ${before}, and this start would use ${clusterFolder}. Nothing was changed. Root may no longer use user namespaces here, or may again: start as before, or restore a backup into a new folder.`,
    )
  }
  writeFileSync(location, clusterFolder, { mode: 0o600 })
}

/** The address of the PostgreSQL that another process of ours runs in this folder, if it does. */
export function runningAddress(folder: string): ServerAddress | undefined {
  const location = path.join(folder, 'location')
  const running = existsSync(location) ? readPostmasterPid(readFileSync(location, 'utf8')) : undefined
  if (running === undefined || !existsSync(path.join(folder, 'owner-password'))) return undefined
  const host = running.socketFolder === '' ? '127.0.0.1' : running.socketFolder
  return { host, port: running.port, user: OWNER, password: ownerPassword(folder), database: 'postgres' }
}

function ownerPassword(folder: string): string {
  const file = path.join(folder, 'owner-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function initialise(launcher: Launcher, folder: string, password: string): void {
  // A half-made cluster of an interrupted first start holds nothing yet: PG_VERSION is there before any of our rows.
  for (const left of existsSync(launcher.clusterFolder) ? readdirSync(launcher.clusterFolder) : []) {
    rmSync(path.join(launcher.clusterFolder, left), { recursive: true })
  }
  const passwordFile =
    launcher.how === 'nobody' ? path.join(path.dirname(launcher.clusterFolder), 'pw') : path.join(folder, 'pw')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (launcher.how === 'nobody') chownSync(passwordFile, 65534, 65534)
  const command = launcher.command(
    launcher.binaries.initdb,
    [
      '-D',
      launcher.clusterFolder,
      '-U',
      OWNER,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--data-checksums',
    ],
    false,
  )
  const made = spawnSync(command.program, command.args, {
    encoding: 'utf8',
    env: environment(launcher),
    ...owner(command),
  })
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    throw new OperatorError(
      `The database could not be created in ${launcher.clusterFolder}: ${(made.stderr || String(made.error ?? '')).trim()}`,
    )
  }
}

function refuseOtherMajor(launcher: Launcher): void {
  const found = readFileSync(path.join(launcher.clusterFolder, 'PG_VERSION'), 'utf8').trim()
  const have = launcher.binaries.major
  if (have !== undefined && have !== found) {
    throw new OperatorError(
      `The database in ${launcher.clusterFolder} was made by PostgreSQL ${found}; this program brings PostgreSQL ${have}. Nothing was changed. Restore a backup into a new data folder ("npm run yanagi -- restore"), or use the earlier version of this program.`,
    )
  }
}

async function stopOrphan(clusterFolder: string, report: (line: string) => void): Promise<void> {
  const left = readPostmasterPid(clusterFolder)
  if (left === undefined || !isPostgresOf(left.pid, clusterFolder)) return
  report('A PostgreSQL of an earlier run is still there; stopping it in order.')
  // INT asks for a fast shutdown, QUIT for an immediate one: the next start then recovers from the log.
  for (const [signal, seconds] of [
    ['SIGINT', 10],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    process.kill(left.pid, signal)
    const until = Date.now() + seconds * 1000
    while (Date.now() < until) {
      if (!isPostgresOf(left.pid, clusterFolder)) return
      await sleep(25)
    }
  }
  throw new OperatorError(
    `PostgreSQL (process ${left.pid}) still uses ${clusterFolder} and does not stop. Stop it, then start again.`,
  )
}

type Place = { readonly socketFolder: string } | { readonly port: number }

async function listenPlace(launcher: Launcher, options: EmbeddedOptions): Promise<Place> {
  const socketFolder = launcher.how === 'nobody' ? launcher.clusterFolder : path.resolve(options.folder)
  if (Buffer.byteLength(path.join(socketFolder, '.s.PGSQL.5432')) <= MAX_SOCKET_PATH) return { socketFolder }
  return { port: options.port ?? (await freePort()) }
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const found = server.address()
  await new Promise((done) => server.close(done))
  if (found === null || typeof found === 'string') throw new Error('No free port on 127.0.0.1.')
  return found.port
}

/** Nobody comes in without a password, and nobody from another machine at all. */
function writeHostRules(launcher: Launcher, place: Place): void {
  const rule = 'port' in place ? 'host all all 127.0.0.1/32 scram-sha-256' : 'local all all scram-sha-256'
  writeFileSync(path.join(launcher.clusterFolder, 'pg_hba.conf'), `${rule}\n`, { mode: 0o600 })
}

async function run(
  launcher: Launcher,
  place: Place,
  password: string,
  options: EmbeddedOptions,
): Promise<EmbeddedCluster> {
  const settings = [
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'password_encryption=scram-sha-256',
    'max_connections=200',
    'shared_buffers=64MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_statement=none',
    'log_min_error_statement=panic',
    'log_parameter_max_length_on_error=0',
    'logging_collector=off',
    'log_checkpoints=off',
    'max_wal_size=256MB',
    'unix_socket_permissions=0700',
    ...serverLogSettings,
    ...('port' in place ? ['listen_addresses=127.0.0.1', `port=${place.port}`] : ['listen_addresses=', 'port=5432']),
    ...(options.settings ?? []),
  ]
  const args = [
    '-D',
    launcher.clusterFolder,
    '-k',
    'port' in place ? '' : place.socketFolder,
    ...settings.flatMap((one) => ['-c', one]),
  ]
  const command = launcher.command(launcher.binaries.postgres, args, true)
  // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the database last.
  const child = spawn(command.program, command.args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(launcher),
    cwd: launcher.clusterFolder,
    ...owner(command),
  })
  const lastLines: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '')
    for (const line of lines) if (options.log !== undefined) tellServerLine(line, options.log)
    lastLines.push(...lines)
    lastLines.splice(0, Math.max(0, lastLines.length - 20))
  })
  const ended = new Promise<number | null>((done) => {
    child.once('error', (error) => {
      lastLines.push(error.message)
      done(-1)
    })
    child.once('exit', done)
  })
  await ready(child, launcher.clusterFolder, ended, lastLines)
  let asked = false
  return {
    address: {
      host: 'port' in place ? '127.0.0.1' : place.socketFolder,
      port: 'port' in place ? place.port : 5432,
      user: OWNER,
      password,
      database: 'postgres',
    },
    pid: child.pid ?? -1,
    unexpectedEnd: new Promise((tell) => {
      void ended.then((code) => {
        if (!asked) tell(`PostgreSQL ended (code ${code}): ${lastLines.slice(-5).join(' | ')}`)
      })
    }),
    stop: async () => {
      asked = true
      child.kill('SIGINT')
      await ended
    },
  }
}

async function ready(
  child: ChildProcess,
  clusterFolder: string,
  ended: Promise<number | null>,
  lastLines: readonly string[],
): Promise<void> {
  let exited = false
  void ended.then(() => {
    exited = true
  })
  const until = Date.now() + START_TIMEOUT_MS
  while (Date.now() < until) {
    if (exited) throw new Error(`PostgreSQL did not start in ${clusterFolder}: ${lastLines.slice(-5).join(' | ')}`)
    const state = readPostmasterPid(clusterFolder)
    if (state?.pid === child.pid && state?.status === 'ready') return
    await sleep(5)
  }
  throw new Error(
    `PostgreSQL did not become ready within ${START_TIMEOUT_MS / 1000} s: ${lastLines.slice(-5).join(' | ')}`,
  )
}

function environment(launcher: Launcher): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C', TZ: 'UTC', ...launcher.binaries.env }
}

function owner(command: { uid?: number; gid?: number }): { uid?: number; gid?: number } {
  return command.uid === undefined ? {} : { uid: command.uid, gid: command.gid }
}
