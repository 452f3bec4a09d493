import { existsSync, mkdirSync, statSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { OperatorError } from './operator-error.ts'

/**
 * Makes a folder, and those above it that are missing, one after the other. Node's own recursive way never ends where the
 * system answers "no such folder" to making one in a folder that is there (`/proc`).
 */
export function makeFolder(folder: string, mode = 0o700): void {
  const missing: string[] = []
  let above = path.resolve(folder)
  for (; !existsSync(above) && path.dirname(above) !== above; above = path.dirname(above)) missing.unshift(above)
  for (const one of missing)
    try {
      mkdirSync(one, { mode })
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || !isFolder(one)) throw error
    }
  if (!isFolder(folder)) throw Object.assign(new Error('Not a folder.'), { code: 'ENOTDIR' })
}

/** The same without waiting for the disk. */
export async function makeFolderSoon(folder: string, mode = 0o700): Promise<void> {
  try {
    await mkdir(folder, { mode })
  } catch (error) {
    const there = await stat(folder).catch(() => undefined)
    if (there?.isDirectory() === true) return
    const above = path.dirname(path.resolve(folder))
    if (codeOf(error) !== 'ENOENT' || (await stat(above).catch(() => undefined)) !== undefined) throw error
    await makeFolderSoon(above, mode)
    await makeFolderSoon(folder, mode)
  }
}

/** Makes the folder of a setting, or says in an `OperatorError` what is in the way. */
export function ensureFolder(folder: string, what: string, wayOut: string): void {
  try {
    makeFolder(folder)
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw cause
    throw new OperatorError(`${what} ${folder} ${whyUnfit(folder, cause)}. ${wayOut}`, { cause })
  }
}

/** Why a folder can't be made or written, as the end of a sentence, with the code of the system. */
export function whyUnfit(folder: string, error: unknown): string {
  const code = codeOf(error)
  const there = nearest(folder)
  if (code === 'EROFS') return `lies on a read-only disk (${code})`
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return there === path.resolve(folder) || existsAsFolder(there)
      ? `is not a folder (${code})`
      : `can't be made: ${there} is not a folder (${code})`
  if (code === 'EACCES' || code === 'EPERM') return `may not be written by this user (${code})`
  if (code === 'ENAMETOOLONG') return `has a name that is too long for this disk (${code})`
  return there === path.resolve(folder)
    ? `can't be written: nothing can be made in it (${code})`
    : `can't be made: ${there} takes no new folders (${code})`
}

/** The folder or file that is there, of the way to this one. */
function nearest(folder: string): string {
  let at = path.resolve(folder)
  while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at)
  return at
}

function existsAsFolder(place: string): boolean {
  return existsSync(place) && isFolder(place)
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
