import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { OperatorError } from '../../operator-error.ts'

/** Another process of this program already works on the folder. */
export class AlreadyRunning extends OperatorError {
  override name = 'AlreadyRunning'
}

interface Holder {
  readonly pid: number
  /** When that process began, by the kernel's count: a process number alone may come back. */
  readonly began: string
}

/**
 * Takes the folder for this process; a lock whose process has ended is taken over.
 * @throws AlreadyRunning when its process lives
 * @returns what gives the folder back
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'running.lock')
  const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) } satisfies Holder)
  const ticket = `${file}.${process.pid}`
  writeFileSync(ticket, mine, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (take(ticket, file)) return () => giveBack(file, mine)
      const found = read(file)
      if (found === undefined) continue
      const holder = JSON.parse(found) as Holder
      if (lives(holder)) {
        throw new AlreadyRunning(
          `Yanagi already runs on the data folder ${folder} (process ${holder.pid}). Stop it first, or choose another folder with --data DIR and other ports with --port N.`,
        )
      }
      removeStale(file, found)
    }
    throw new AlreadyRunning(`Another start on the data folder ${folder} is under way. Try again in a moment.`)
  } finally {
    rmSync(ticket, { force: true })
  }
}

/** Does a living process hold this folder? */
export function isLocked(folder: string): boolean {
  const found = read(path.join(folder, 'running.lock'))
  return found !== undefined && lives(JSON.parse(found) as Holder)
}

/** A link appears with its content, or not at all. */
function take(ticket: string, file: string): boolean {
  try {
    linkSync(ticket, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Only what was read is removed: somebody else may have taken the lock in between. */
function removeStale(file: string, content: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readFileSync(aside, 'utf8') !== content && !existsSync(file)) renameSync(aside, file)
  rmSync(aside, { force: true })
}

function giveBack(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function lives(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return beganAt(holder.pid) === holder.began
}

/** Boot and start time of a process where the system tells them (Linux), else an empty text: then the number decides. */
function beganAt(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return `${(read('/proc/sys/kernel/random/boot_id') ?? '').trim()} ${fields[19] ?? ''}`
}
