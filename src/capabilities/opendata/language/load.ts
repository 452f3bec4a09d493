import {
  checkShape,
  createReporter,
  type Finding,
  type Reporter,
  readYaml,
  sortFindings,
} from '../../procedures/index.ts'
import { checkDataset } from './check.ts'
import type { Column, DatasetDefinition, DatasetTopic, Edition } from './dataset.ts'
import { datasetSchema, type WrittenColumn, type WrittenDataset } from './schema.ts'

/** What the datasets share: blocks of columns, vocabularies, topics. */
export interface SharedColumns {
  readonly blocks: Readonly<Record<string, readonly WrittenColumn[]>>
  readonly vocabularies: Readonly<Record<string, readonly string[]>>
  readonly topics: readonly DatasetTopic[]
}

export interface LoadedDataset {
  /** Undefined when an error was found. */
  readonly dataset?: DatasetDefinition
  readonly findings: readonly Finding[]
}

/** Reads the text of a dataset, writes shared blocks and vocabularies out, and says everything that is wrong with its place. */
export function loadDataset(source: string, file: string, shared: SharedColumns): LoadedDataset {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  if (yaml.data === undefined) return { findings: sortFindings(report.findings) }
  const shape = checkShape(datasetSchema, yaml.data, report)
  if (!shape.usable) return { findings: sortFindings(report.findings) }
  const dataset = writeOut(shape.data as WrittenDataset, shared, report)
  checkDataset(dataset, shared, report)
  const broken = report.findings.some(({ severity }) => severity === 'error')
  return { ...(broken ? {} : { dataset }), findings: sortFindings(report.findings) }
}

/** Blocks and vocabularies put in their places; an edition without columns of its own has those of the dataset. */
function writeOut(written: WrittenDataset, shared: SharedColumns, report: Reporter): DatasetDefinition {
  const columns = written.columns.flatMap((each, i): Column[] => {
    if (!('use' in each)) return [columnOf(each, shared, ['columns', i], report)]
    const block = shared.blocks[each.use]
    if (block === undefined)
      report.error(['columns', i, 'use'], 'unknown-block', `共通のまとまり「${each.use}」が _blocks.yaml にありません`)
    return (block ?? []).map((column) => columnOf(column, shared, ['columns', i], report))
  })
  const own: Edition['columns'] = columns.map(({ id, title, need }) => ({ header: title, from: id, need }))
  return {
    ...written,
    key: typeof written.key === 'string' ? [written.key] : written.key,
    columns,
    checks: written.checks ?? [],
    aliases: written.aliases ?? {},
    editions: Object.fromEntries(
      Object.entries(written.editions).map(([id, edition]) => [
        id,
        {
          ...edition,
          columns: edition.columns?.map((each) => ({ ...each, need: each.need ?? 'optional' })) ?? own,
        },
      ]),
    ),
  }
}

function columnOf(
  { vocabulary, need, ...column }: WrittenColumn,
  shared: SharedColumns,
  at: readonly (string | number)[],
  report: Reporter,
): Column {
  const known = vocabulary === undefined ? undefined : shared.vocabularies[vocabulary]
  if (vocabulary !== undefined && known === undefined)
    report.error([...at, 'vocabulary'], 'unknown-vocabulary', `語彙「${vocabulary}」が _vocabularies.yaml にありません`)
  return { ...column, need: need ?? 'optional', ...(known === undefined ? {} : { values: known }) }
}
