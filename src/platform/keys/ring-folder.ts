import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import type { Zone } from '../zone.ts'
import { type PublicFile, publicFile, type RingFile, ringFile } from './ring-file.ts'
import type { HeldLock } from './ring-lock.ts'

/** Where the secrets of a zone lie. One process of a split installation has only its own zone's file. */
export function ringPath(folder: string, zone: Zone): string {
  return join(folder, `${zone}.keys.json`)
}

export function publicPath(folder: string, zone: Zone): string {
  return join(folder, `${zone}.public.json`)
}

/** Undefined when there is none yet. Throws with the file's name when it can't be used. */
export function readRing(folder: string, zone: Zone): RingFile | undefined {
  return readJson(ringPath(folder, zone), zone, ringFile)
}

export function readPublic(folder: string, zone: Zone): PublicFile | undefined {
  return readJson(publicPath(folder, zone), zone, publicFile)
}

/** Under the zone's lock (`withRingLock`), where the ring was read too. */
export function writeRing(held: HeldLock, folder: string, ring: RingFile): void {
  writeAtomically(held, ringPath(folder, ring.zone), JSON.stringify(ringFile.parse(ring), null, 2), 0o600)
}

export function writePublic(held: HeldLock, folder: string, open: PublicFile): void {
  writeAtomically(held, publicPath(folder, open.zone), JSON.stringify(publicFile.parse(open), null, 2), 0o644)
}

/** When the file last changed (ms), to notice a rotation by another process; 0 when there is none. */
export function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readJson<T extends { zone: Zone }>(path: string, zone: Zone, shape: z.ZodType<T>): T | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    // Where no folder can be, there is no ring either; whoever makes one says so (`ensureKeyFolder`).
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
  const parsed = shape.safeParse(parseJson(text))
  if (!parsed.success || parsed.data.zone !== zone) {
    // Never quote the content: it holds secrets.
    throw new Error(`The key file ${path} can't be read: put the file from the last backup in its place.`)
  }
  return parsed.data
}

/** Losing a key file means losing what it sealed: the new one is on disk before the old one goes. */
function writeAtomically(held: HeldLock, path: string, text: string, mode: number): void {
  // A name of its own: whoever takes over the lock of one that only slept must not write into the same file.
  const temporary = `${path}.${randomUUID()}.new`
  try {
    writeFileSync(temporary, text, { mode, flag: 'wx', flush: true })
    held.check()
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  const directory = openSync(dirname(path), 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
