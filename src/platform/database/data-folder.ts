import { randomBytes } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { OperatorError } from '../operator-error.ts'

/** The layout of the data folder. A program that finds a higher number is too old for it. */
const FOLDER_FORMAT = 1

/** The data folder can't be used; the message says why and what to do. */
export class UnfitDataFolder extends OperatorError {
  override name = 'UnfitDataFolder'
}

/** Makes the data folder, or checks that it is ours to use. Nothing in a newer folder is touched. */
export function ensureDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    const why =
      code === 'EROFS'
        ? 'lies on a read-only disk'
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? 'is not a folder'
          : 'may not be written by this user'
    throw new UnfitDataFolder(
      `The data folder ${folder} ${why} (${code}). Choose another one with --data DIR, or let this user write it.`,
      { cause },
    )
  }
  const mark = path.join(folder, 'yanagi.json')
  if (!existsSync(mark)) writeFileSync(mark, `${JSON.stringify({ format: FOLDER_FORMAT })}\n`, { mode: 0o600 })
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
