import { randomBytes } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { ensureKeyFolder } from '../keys/ring-lock.ts'
import { ensureFolder, makeFolder, whyUnfit } from '../make-folder.ts'
import { OperatorError } from '../operator-error.ts'

/** The layout of the data folder. A program that finds a higher number is too old for it. */
const FOLDER_FORMAT = 1

/** The data folder can't be used; the message says why and what to do. */
export class UnfitDataFolder extends OperatorError {
  override name = 'UnfitDataFolder'
}

/** Makes the data folder, or checks that it is ours to use. Nothing in a newer folder is touched. */
export function ensureDataFolder(folder: string): void {
  const mark = path.join(folder, 'yanagi.json')
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!existsSync(mark)) writeFileSync(mark, `${JSON.stringify({ format: FOLDER_FORMAT })}\n`, { mode: 0o600 })
  } catch (cause) {
    // A full disk has words of its own, for every command.
    if ((cause as NodeJS.ErrnoException).code === 'ENOSPC') throw cause
    throw new UnfitDataFolder(
      `The data folder ${folder} ${whyUnfit(folder, cause)}. Choose another one with --data DIR, or let this user write it.`,
      { cause },
    )
  }
  const found = formatOf(mark)
  if (found === undefined)
    throw new UnfitDataFolder(
      `${mark} can't be read. Restore it from a backup, or choose another data folder with --data DIR.`,
    )
  if (found > FOLDER_FORMAT) {
    throw new UnfitDataFolder(
      `The data folder ${folder} was made by a newer version of this program (layout ${found}, this one knows ${FOLDER_FORMAT}). Nothing was changed. Start the newer version, or choose another folder with --data DIR.`,
    )
  }
  // Whoever reads this folder reads the keys: nobody but its owner may enter, also when it was made by hand.
  tighten(folder)
}

/** Makes every folder that the settings name, or says which one can't be had and why. */
export function ensureFolders(config: Pick<Config, 'dataDir' | 'keysDir' | 'filesDir'>): void {
  ensureDataFolder(config.dataDir)
  ensureKeyFolder(config.keysDir)
  ensureFolder(config.filesDir, 'The folder of the files', 'Name another one with YANAGI_FILES.')
}

/** A secret that is made once and kept in the data folder for its owner only. */
export function keptSecret(folder: string, name: string): string {
  const file = path.join(folder, name)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

function formatOf(mark: string): number | undefined {
  try {
    const format: unknown = JSON.parse(readFileSync(mark, 'utf8')).format
    return typeof format === 'number' ? format : undefined
  } catch {
    return undefined
  }
}

function tighten(folder: string): void {
  try {
    chmodSync(folder, 0o700)
  } catch {
    // Somebody else owns it and lets us in through a group: their choice.
  }
}
