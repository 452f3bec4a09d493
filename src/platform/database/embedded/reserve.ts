import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Enough for crash recovery and for deleting rows, which needs room in the log before it frees any. */
const RESERVE_BYTES = 32 * 1024 * 1024
/** Below this much room the reserve is given up. */
const TIGHT_BYTES = 16 * 1024 * 1024

export type ReserveState = 'kept' | 'given-up' | 'none'

/** Room left in the file system of a folder, in bytes. */
export function freeBytes(folder: string): number {
  const found = statfsSync(folder)
  return found.bavail * found.bsize
}

/**
 * Keeps a file whose only purpose is to be deleted when the disk is full: PostgreSQL can't even delete rows then.
 * Called before PostgreSQL starts.
 */
export function keepReserve(folder: string, free = freeBytes(folder)): ReserveState {
  const file = path.join(folder, 'disk-reserve')
  if (existsSync(file)) {
    if (free >= TIGHT_BYTES) return 'kept'
    rmSync(file)
    return 'given-up'
  }
  if (free < RESERVE_BYTES + 4 * TIGHT_BYTES) return 'none'
  // Random bytes: zeros take no room on a file system that compresses.
  writeFileSync(file, randomBytes(RESERVE_BYTES), { mode: 0o600 })
  return 'kept'
}
