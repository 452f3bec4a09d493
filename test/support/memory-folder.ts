import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const memory = '/dev/shm'
const enoughBytes = 2 * 1024 ** 3
const hour = 3600 * 1000

/**
 * A fresh folder for what goes with the run, in memory: a database is more than a thousand files, nearly every test file
 * has one, and there they come and go ten times as quick. Half a gigabyte was seen in use; where memory is short, it is the disk.
 */
export function memoryFolder(name: string): string {
  const parent = hasRoom() ? memory : os.tmpdir()
  if (parent === memory) removeAbandoned()
  return mkdtempSync(path.join(parent, `yanagi-${name}-${process.pid}-`))
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= enoughBytes
  } catch {
    return false
  }
}

/** Folders of runs that were killed: nobody else would give the memory back. */
function removeAbandoned(): void {
  for (const name of readdirSync(memory)) {
    const pid = /^yanagi-[a-z]+-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const folder = path.join(memory, name)
    try {
      // A process of another container has no number here, but it is at work.
      if (statSync(folder).mtimeMs < Date.now() - hour) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another run was quicker.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
