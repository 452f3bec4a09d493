import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { programMark } from '../../../platform/program-mark.ts'

/** What a city starts from; example cases never reach it. */
const seedFolders = [
  'procedures',
  path.join('catalog', 'groups'),
  path.join('catalog', 'tables'),
  path.join('catalog', 'registers'),
]
const notSeeds = 'cases'

/**
 * sha256, hex, over names and contents of all files that a city is seeded from, and over the program that reads them: while
 * it stays the same, reading them again says nothing new. 3 MB are hashed in the time of reading one of them as YAML.
 */
export function seedFingerprint(rootDir: string): string {
  const hash = createHash('sha256').update(programMark ?? '')
  for (const folder of seedFolders) addFolder(path.join(rootDir, folder), folder)
  return hash.digest('hex')

  function addFolder(folder: string, shown: string): void {
    for (const entry of entriesOf(folder)) {
      const name = `${shown}/${entry.name}`
      if (entry.isDirectory() && entry.name !== notSeeds) addFolder(path.join(folder, entry.name), name)
      if (!entry.isFile()) continue
      const content = readFileSync(path.join(folder, entry.name))
      hash.update(`${name}\0${content.length}\0`).update(content)
    }
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
