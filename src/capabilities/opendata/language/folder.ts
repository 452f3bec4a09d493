import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { checkShape, createReporter, type Finding, readYaml } from '../../procedures/index.ts'
import type { DatasetDefinition, DatasetTopic } from './dataset.ts'
import { loadDataset, type SharedColumns } from './load.ts'
import { blocksSchema, topicsSchema, vocabulariesSchema } from './schema.ts'

/** All datasets below `catalog/datasets/`, in the order of their file names, with everything found wrong. */
export interface DatasetFolder {
  readonly datasets: readonly DatasetDefinition[]
  readonly shared: SharedColumns
  readonly findings: readonly Finding[]
}

const folder = 'catalog/datasets'

/** Reads the datasets of an installation, or those whose text is `wanted`. Never throws for what a person wrote. */
export function readDatasetFolder(rootDir: string, wanted: (text: string) => boolean = () => true): DatasetFolder {
  const findings: Finding[] = []
  const source = (name: string): string => readFileSync(path.join(rootDir, folder, name), 'utf8')
  const read = <T>(name: string, schema: z.ZodType, empty: T): T => {
    const file = `${folder}/${name}`
    const yaml = readYaml(source(name))
    const report = createReporter(file, yaml.locate)
    for (const { position, ...problem } of yaml.problems)
      report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
    const shape = yaml.data === undefined ? undefined : checkShape(schema, yaml.data, report)
    findings.push(...report.findings)
    return shape?.usable ? (shape.data as T) : empty
  }
  const shared: SharedColumns = {
    blocks: read('_blocks.yaml', blocksSchema, {}),
    vocabularies: read('_vocabularies.yaml', vocabulariesSchema, {}),
    topics: read<readonly DatasetTopic[]>('_topics.yaml', topicsSchema, []),
  }
  const datasets = readdirSync(path.join(rootDir, folder))
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
    .sort()
    .flatMap((name) => {
      const text = source(name)
      if (!wanted(text)) return []
      const loaded = loadDataset(text, `${folder}/${name}`, shared)
      findings.push(...loaded.findings)
      return loaded.dataset === undefined ? [] : [loaded.dataset]
    })
  return { datasets, shared, findings }
}
