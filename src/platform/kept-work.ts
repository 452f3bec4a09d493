import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './make-folder.ts'
import { programMark } from './program-mark.ts'

/**
 * What this very build of the program has worked out from texts before, as JSON in the data folder. While the texts and
 * the build stay the same, a later start need not do it again.
 */
export interface KeptWork {
  /** Undefined: nothing is kept for these texts, or it is not as it was written. */
  find(texts: readonly string[]): unknown
  /** Whatever goes wrong costs the next start its time and nothing else. */
  keep(texts: readonly string[], value: unknown): void
}

/**
 * @param cacheDir folder of what can be worked out again
 * @param name of the file; one piece of work has one, and the newest replaces what was kept before
 * @param mark names the build; without one, where the program runs from its sources, nothing is kept
 */
export function keptWork(cacheDir: string, name: string, mark: string | undefined = programMark): KeptWork {
  const file = path.join(cacheDir, `${name}.json`)
  if (mark === undefined) return { find: () => undefined, keep: () => {} }
  // Lengths are part of it: what stands at the end of one text is not what stands at the beginning of the next.
  const keyOf = (texts: readonly string[]): string =>
    digestOf([mark, ...texts.flatMap((text) => [String(text.length), text])].join('\n'))
  return {
    find(texts) {
      const [key, digest, json] = linesOf(readText(file))
      return key === keyOf(texts) && digest === digestOf(json) ? JSON.parse(json) : undefined
    },
    keep(texts, value) {
      const json = JSON.stringify(value)
      const fresh = `${file}.${process.pid}`
      try {
        makeFolder(cacheDir)
        writeFileSync(fresh, `${keyOf(texts)}\n${digestOf(json)}\n${json}`, { mode: 0o600 })
        renameSync(fresh, file)
      } catch {
        removeQuietly(fresh)
      }
    },
  }
}

function linesOf(text: string): readonly [string, string, string] {
  const first = text.indexOf('\n')
  const second = text.indexOf('\n', first + 1)
  return second < 0 ? ['', '', ''] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)]
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where nothing could be written, nothing is left behind.
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
