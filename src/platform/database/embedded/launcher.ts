import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeFolder } from '../../make-folder.ts'
import { OperatorError } from '../../operator-error.ts'
import type { PostgresBinaries } from './binaries.ts'

/** How PostgreSQL is started on this machine: it refuses to run as root. */
export interface Launcher {
  readonly how: 'direct' | 'namespace' | 'nobody'
  readonly binaries: PostgresBinaries
  /** Where the cluster lies; under `nobody` that is not the data folder. */
  readonly clusterFolder: string
  /** A program and its arguments, wrapped. `dieWithParent` asks the kernel to stop it when we end, where it can. */
  command(program: string, args: readonly string[], dieWithParent: boolean): Command
}

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

/** The uid and gid of `nobody`, present on every Linux system. */
const NOBODY = 65534

/**
 * Chooses how to run PostgreSQL. An ordinary user runs it directly. Root (and a user without an account) runs it in a
 * user namespace in which that user is called nobody: files stay root's, and no account is made. Where namespaces are forbidden, uid 65534 runs a copy of
 * the programs in a folder that it can reach, and `report` says so.
 */
export function chooseLauncher(
  clusterFolder: string,
  binaries: PostgresBinaries,
  report: (line: string) => void,
): Launcher {
  const wrap = (prefix: readonly string[], program: string, args: readonly string[]): Command => {
    const [first, ...rest] = [...prefix, program, ...args]
    return { program: first ?? program, args: rest }
  }
  const dieWithUs = ['setpriv', '--pdeathsig', 'INT']
  if (process.getuid?.() !== 0 && hasAccount()) {
    const parentDeath = run(['setpriv', '--pdeathsig', 'INT', 'true']) === 0 ? dieWithUs : []
    return {
      how: 'direct',
      binaries,
      clusterFolder,
      command: (program, args, dies) => wrap(dies ? parentDeath : [], program, args),
    }
  }
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const namespaceWorks = tryNamespace(namespace, clusterFolder, binaries)
  if (namespaceWorks !== 'no') {
    const parentDeath = namespaceWorks === 'and-dies-with-us' ? dieWithUs : []
    return {
      how: 'namespace',
      binaries,
      clusterFolder,
      command: (program, args, dies) => wrap([...namespace, ...(dies ? parentDeath : [])], program, args),
    }
  }
  if (process.getuid?.() !== 0) {
    throw new OperatorError(
      `PostgreSQL needs a user with a name, and user number ${process.getuid?.()} has none on this machine. Run as a user with an account, allow user namespaces, or set DATABASE_URL.`,
    )
  }
  return nobodyLauncher(clusterFolder, binaries, report)
}

/** PostgreSQL asks the system for the name of its user; in some containers there is none. */
function hasAccount(): boolean {
  try {
    return os.userInfo().username !== ''
  } catch {
    return false
  }
}

/** One process answers all: may we make the namespace, does it reach programs and cluster, can its child die with us? */
function tryNamespace(
  namespace: readonly string[],
  clusterFolder: string,
  binaries: PostgresBinaries,
): 'no' | 'yes' | 'and-dies-with-us' {
  makeFolder(clusterFolder)
  const questions = 'test -x "$1" && test -w "$2" || exit 1; setpriv --pdeathsig INT true || exit 2'
  const answer = run([...namespace, 'sh', '-c', questions, 'sh', binaries.postgres, clusterFolder])
  return answer === 0 ? 'and-dies-with-us' : answer === 2 ? 'yes' : 'no'
}

function nobodyLauncher(clusterFolder: string, binaries: PostgresBinaries, report: (line: string) => void): Launcher {
  // One folder per data folder: two installations on one machine must not meet.
  const name = Buffer.from(path.resolve(clusterFolder)).toString('base64url').slice(-40)
  const base = path.join(existsSync('/var/lib') ? '/var/lib' : os.tmpdir(), 'yanagi-postgres', name)
  report(`PostgreSQL may not run as root and user namespaces are not allowed here.`)
  report(`It runs as uid ${NOBODY} instead; the database lies in ${base} and no longer in the data folder.`)
  makeFolder(base, 0o755)
  const home = path.join(base, 'program')
  if (!existsSync(home)) cpSync(binaries.home, home, { recursive: true, verbatimSymlinks: true })
  const cluster = path.join(base, 'cluster')
  makeFolder(cluster)
  chownSync(cluster, NOBODY, NOBODY)
  chmodSync(base, 0o711)
  return {
    how: 'nobody',
    binaries: {
      initdb: path.join(home, 'bin', 'initdb'),
      postgres: path.join(home, 'bin', 'postgres'),
      env: {},
      major: binaries.major,
      home,
    },
    clusterFolder: cluster,
    command: (program, args) => ({ program, args, uid: NOBODY, gid: NOBODY }),
  }
}

function run([program = '', ...args]: readonly string[]): number | null {
  return spawnSync(program, args, { stdio: 'ignore' }).status
}
