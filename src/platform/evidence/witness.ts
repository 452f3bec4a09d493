import { appendFile, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolderSoon } from '../make-folder.ts'
import type { Zone } from '../zone.ts'
import type { TreeHead } from './entry.ts'

/** A folder outside the database that remembers the last signed heads. */
export interface HeadWitness {
  readonly folder: string
}

/**
 * Keeps the newest head, and the first head of every day in a list that only grows: those are the ones to print or
 * publish. Called after the commit, so the witness is never ahead of the database.
 */
export async function rememberHead(witness: HeadWitness, zone: Zone, cityId: string, head: TreeHead): Promise<void> {
  const path = headPath(witness, zone, cityId)
  const before = await recallHead(witness, zone, cityId)
  await makeFolderSoon(witness.folder)
  // Aside and renamed: whoever reads it meanwhile, or after a crash, finds a whole head.
  const aside = `${path}.new`
  const file = await open(aside, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(head)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  if (before?.at.slice(0, 10) !== head.at.slice(0, 10)) {
    await appendFile(join(witness.folder, `${zone}.${cityId}.days`), `${JSON.stringify(head)}\n`, { mode: 0o600 })
  }
}

/** The newest head that this folder saw, or undefined. A damaged file is an error, not an absence. */
export async function recallHead(witness: HeadWitness, zone: Zone, cityId: string): Promise<TreeHead | undefined> {
  const path = headPath(witness, zone, cityId)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : JSON.parse(text)
}

function headPath(witness: HeadWitness, zone: Zone, cityId: string): string {
  return join(witness.folder, `${zone}.${cityId}.head`)
}
