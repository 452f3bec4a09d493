import { z } from 'zod'
import type { Config } from '../../../config.ts'
import {
  type CatalogueFiles,
  catalogueFiles,
  checkShape,
  createReporter,
  type Finding,
  missingFile,
  readTextsOf,
  readYaml,
} from '../../procedures/index.ts'

const text = z.object({ ja: z.string(), easy: z.string().optional(), en: z.string().optional() })
const entry = z.object({ id: z.string(), label: text, note: text.optional(), icon: z.string().optional() })

/** A life event or a topic that procedures name by id; the texts and the order are the catalogue's. */
export type BrowseEntry = z.infer<typeof entry>

export interface BrowseCatalogue {
  readonly lifeEvents: readonly BrowseEntry[]
  readonly topics: readonly BrowseEntry[]
}

const files = { lifeEvents: 'catalog/life-events.yaml', topics: 'catalog/topics.yaml' } as const

/** The two lists that the home page is browsed by, read once. */
export const browseFiles: CatalogueFiles<BrowseCatalogue> = catalogueFiles({
  name: 'browsing',
  read: (rootDir) => readTextsOf(rootDir, Object.values(files)),
  load: (texts) => {
    const findings: Finding[] = []
    const entries = (file: string): readonly BrowseEntry[] => {
      const text = texts.get(file)
      const { list, found } = text === undefined ? { list: [], found: [missingFile(file)] } : readList(text, file)
      findings.push(...found)
      return list
    }
    const value = { lifeEvents: entries(files.lifeEvents), topics: entries(files.topics) }
    return { value, findings }
  },
})

/** Throws `OperatorError` with every problem, where there is nothing of before to go on with. */
export function readBrowseCatalogue(rootDir: string, config?: Pick<Config, 'dataDir'>): BrowseCatalogue {
  return browseFiles.of({ rootDir, ...(config && { dataDir: config.dataDir }) })
}

function readList(
  text: string,
  file: string,
): { readonly list: readonly BrowseEntry[]; readonly found: readonly Finding[] } {
  const yaml = readYaml(text)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  const read = yaml.data === undefined ? undefined : checkShape(z.array(entry), yaml.data, report)
  const good = read?.usable === true && report.findings.length === 0
  return { list: good ? (read.data as readonly BrowseEntry[]) : [], found: report.findings }
}
