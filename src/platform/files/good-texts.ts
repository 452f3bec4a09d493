import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../make-folder.ts'

/** Texts by the file they came from, relative to the installation: `catalog/moving/visit.yaml`. */
export type Texts = ReadonlyMap<string, string>

/** The texts of some content as they were when nothing was wrong with them, in the data folder: a later start may need them. */
export interface GoodTexts {
  /** Undefined: there was no good start with this data folder yet. */
  find(): Texts | undefined
  /** Replaces what was kept. What can't be written leaves the texts of before. */
  keep(texts: Texts): void
}

/** @param name of the content; one file each in `last-good` */
export function goodTexts(dataDir: string, name: string): GoodTexts {
  const folder = path.join(dataDir, 'last-good')
  const file = path.join(folder, `${name}.json`)
  const written = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return undefined
    }
  }
  return {
    find() {
      try {
        const entries: unknown = JSON.parse(written() ?? 'null')
        return Array.isArray(entries) && entries.every(isEntry) ? new Map(entries) : undefined
      } catch {
        return undefined
      }
    },
    keep(texts) {
      const json = JSON.stringify([...texts])
      if (json === written()) return
      const fresh = `${file}.${process.pid}`
      try {
        makeFolder(folder)
        writeFileSync(fresh, json, { mode: 0o600 })
        renameSync(fresh, file)
      } catch {
        rmSync(fresh, { force: true })
      }
    },
  }
}

const isEntry = (entry: unknown): entry is [string, string] =>
  Array.isArray(entry) && entry.length === 2 && entry.every((each) => typeof each === 'string')
