import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const text = z.object({ ja: z.string(), easy: z.string().optional(), en: z.string().optional() })
const entry = z.object({ id: z.string(), label: text, note: text.optional(), icon: z.string().optional() })

/** A life event or a topic that procedures name by id; the texts and the order are the catalogue's. */
export type BrowseEntry = z.infer<typeof entry>

export interface BrowseCatalogue {
  readonly lifeEvents: readonly BrowseEntry[]
  readonly topics: readonly BrowseEntry[]
}

/** Reads `catalog/life-events.yaml` and `catalog/topics.yaml` below the installation's root. Throws when they are broken. */
export function readBrowseCatalogue(rootDir: string): BrowseCatalogue {
  const read = (file: string): readonly BrowseEntry[] =>
    z.array(entry).parse(parse(readFileSync(path.join(rootDir, 'catalog', file), 'utf8')))
  return { lifeEvents: read('life-events.yaml'), topics: read('topics.yaml') }
}
