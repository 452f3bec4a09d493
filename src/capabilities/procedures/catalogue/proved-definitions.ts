import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolderSoon } from '../../../platform/make-folder.ts'
import type { ProcedureDefinition } from '../language/definition.ts'

/**
 * Definitions as this very build of the program has read, checked and compiled them before, by the hash of their version.
 * A version never changes, so a later start need not do it again. Only what was taken as a whole is kept: a version that
 * this program refuses is read, refused and said aloud at each start.
 */
export interface ProvedDefinitions {
  /** Undefined: not kept, or not as it was written. */
  find(hash: string): Promise<ProcedureDefinition | undefined>
  /** Whatever goes wrong costs the next start its time and nothing else. */
  keep(hash: string, definition: ProcedureDefinition): Promise<void>
}

/** Folders of builds begin so; others than this build's are of no use any more. */
const prefix = 'definitions-'

/** @param mark names the build: another one may read the same text otherwise */
export function provedDefinitions(cacheDir: string, mark: string): ProvedDefinitions {
  const folder = path.join(cacheDir, `${prefix}${mark.slice(0, 16)}`)
  let ready: Promise<void> | undefined
  const fileOf = (hash: string): string => path.join(folder, `${hash}.json`)
  return {
    async find(hash) {
      const text = await readFile(fileOf(hash), 'utf8').catch(() => '')
      const json = text.slice(text.indexOf('\n') + 1)
      return json !== '' && text.startsWith(`${digestOf(json)}\n`)
        ? (JSON.parse(json) as ProcedureDefinition)
        : undefined
    },
    async keep(hash, definition) {
      const json = JSON.stringify(definition)
      const fresh = `${fileOf(hash)}.${process.pid}`
      try {
        ready ??= makeRoom(cacheDir, folder)
        await ready
        await writeFile(fresh, `${digestOf(json)}\n${json}`, { mode: 0o600 })
        await rename(fresh, fileOf(hash))
      } catch {
        await rm(fresh, { force: true }).catch(() => {})
      }
    },
  }
}

async function makeRoom(cacheDir: string, folder: string): Promise<void> {
  await makeFolderSoon(folder)
  for (const name of await readdir(cacheDir)) {
    const other = path.join(cacheDir, name)
    if (name.startsWith(prefix) && other !== folder) await rm(other, { recursive: true, force: true })
  }
}

function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('hex')
}
