import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Files by their path from the root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>

/** Reads the text files below some folders; what is generated is left out. */
export function readSources(folders: readonly string[], endings: RegExp): Sources {
  const found = new Map<string, string>()
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const file = path.posix.join(entry.parentPath, entry.name)
      if (!entry.isFile() || !endings.test(file) || file.includes('/generated/') || file.includes('node_modules'))
        continue
      found.set(file, readFileSync(file, 'utf8'))
    }
  }
  return found
}

/** The files of this repository that a file imports, and the packages. */
export function importsOf(file: string, text: string): readonly string[] {
  const withoutComments = text.replaceAll(/^[ \t]*(?:\/\/|\*|\/\*).*$/gm, '')
  const found = [
    ...withoutComments.matchAll(
      /(?:^|\s)(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import\s*['"]([^'"]+)['"]/gm,
    ),
  ]
  return found.map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    return target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target
  })
}
