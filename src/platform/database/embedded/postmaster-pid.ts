import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

/** What PostgreSQL wrote about itself into `postmaster.pid`. */
export interface PostmasterPid {
  readonly pid: number
  readonly port: number
  /** Folder of the Unix socket; empty when it listens on loopback. */
  readonly socketFolder: string
  readonly status: string
}

export function readPostmasterPid(clusterFolder: string): PostmasterPid | undefined {
  const file = path.join(clusterFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  return { pid, port: Number(lines[3]), socketFolder: (lines[4] ?? '').trim(), status: (lines[7] ?? '').trim() }
}

/**
 * Is this process a PostgreSQL on exactly this folder? A number in a stale file may by now belong to a stranger,
 * who must not be stopped.
 */
export function isPostgresOf(pid: number, clusterFolder: string): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  if (!existsSync(commandLine)) return false
  const words = readFileSync(commandLine, 'utf8').split('\0')
  const folder = words[words.indexOf('-D') + 1]
  if (!(words[0] ?? '').endsWith('postgres') || folder === undefined) return false
  return realpathSync(folder) === realpathSync(clusterFolder)
}
