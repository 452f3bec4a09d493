import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFolder } from '../make-folder.ts'
import { OperatorError } from '../operator-error.ts'
import type { Zone } from '../zone.ts'

/**
 * A change takes milliseconds. Whoever holds the lock for longer than this was killed in the middle, or is asleep; the
 * folder may be shared by several machines, so a process number would say nothing.
 */
const STALE_AFTER_MS = 30_000
const LOOK_AGAIN_MS = 10

export interface HeldLock {
  /** Throws when the lock was taken over meanwhile. Asked right before anything is put in place. */
  check(): void
}

/** Makes the folder of the key ring, or says why it can't be had. */
export function ensureKeyFolder(folder: string): void {
  ensureFolder(
    folder,
    'The folder of the key ring',
    'Choose another data folder with --data DIR, or name another one with YANAGI_KEYS.',
  )
}

/**
 * Runs `change` while nobody else, in this process or another, changes the keys of the zone: two who read the same ring and
 * write one after the other would lose the keys of the first, and with them what they sealed.
 * @throws OperatorError when the lock can't be had, or was lost
 */
export function withRingLock<T>(folder: string, zone: Zone, change: (held: HeldLock) => T): T {
  ensureKeyFolder(folder)
  const file = join(folder, `${zone}.lock`)
  const mine = randomUUID()
  take(file, mine)
  try {
    return change({
      check: () => {
        if (read(file) !== mine)
          throw new OperatorError(`Another process took over ${file}. Nothing was changed; try again.`)
      },
    })
  } finally {
    if (read(file) === mine) rmSync(file, { force: true })
  }
}

function take(file: string, mine: string): void {
  const ticket = `${file}.${mine}`
  const giveUpAt = Date.now() + 2 * STALE_AFTER_MS
  writeFileSync(ticket, mine, { mode: 0o600, flag: 'wx' })
  try {
    while (!linked(ticket, file)) {
      if (Date.now() > giveUpAt)
        throw new OperatorError(`Others are changing the keys all the time (${file}). Try again.`)
      removeStale(file, `${ticket}.stale`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
    }
  } finally {
    rmSync(ticket, { force: true })
  }
}

/** A link appears with its content, or not at all; also on a folder of the network. */
function linked(ticket: string, file: string): boolean {
  try {
    linkSync(ticket, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Only what was looked at is removed: somebody else may have removed it and taken the lock in between. */
function removeStale(file: string, aside: string): void {
  const content = read(file)
  const heldSince = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (content === undefined || heldSince === undefined || Date.now() - heldSince < STALE_AFTER_MS) return
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== content && !existsSync(file)) renameSync(aside, file)
  rmSync(aside, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
