import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../procedures/index.ts'

const text = z.object({ ja: z.string(), easy: z.string().optional(), en: z.string().optional() })
const entry = z.object({ id: z.string(), label: text, note: text.optional(), icon: z.string().optional() })

/** A life event or a topic that procedures name by id; the texts and the order are the catalogue's. */
export type BrowseEntry = z.infer<typeof entry>

export interface BrowseCatalogue {
  readonly lifeEvents: readonly BrowseEntry[]
  readonly topics: readonly BrowseEntry[]
}

const read = new Map<string, BrowseCatalogue>()

/** Reads `catalog/life-events.yaml` and `catalog/topics.yaml` below the installation's root, once. Throws when they are broken. */
export function readBrowseCatalogue(rootDir: string): BrowseCatalogue {
  const known = read.get(rootDir)
  if (known) return known
  const entries = (file: string): readonly BrowseEntry[] => {
    const { data, problems } = readYaml(readFileSync(path.join(rootDir, 'catalog', file), 'utf8'))
    if (problems[0]) throw new Error(`catalog/${file}:${problems[0].position.line}: ${problems[0].sentence}`)
    return z.array(entry).parse(data)
  }
  const catalogue = { lifeEvents: entries('life-events.yaml'), topics: entries('topics.yaml') }
  read.set(rootDir, catalogue)
  return catalogue
}
