import type { Reporter } from '../../procedures/index.ts'
import { headerKey } from '../table/header-key.ts'
import type { DatasetDefinition } from './dataset.ts'
import type { SharedColumns } from './load.ts'

const ordered: ReadonlySet<string> = new Set(['date', 'time', 'integer', 'decimal'])
const counted: ReadonlySet<string> = new Set(['integer', 'decimal'])

/** That what a dataset names exists and fits together. */
export function checkDataset(dataset: DatasetDefinition, shared: SharedColumns, report: Reporter): void {
  const columns = new Map(dataset.columns.map((column) => [column.id, column]))
  checkNames(dataset, report)
  const known = (id: string, at: readonly (string | number)[], kinds?: ReadonlySet<string>): void => {
    const column = columns.get(id)
    if (column === undefined) report.error(at, 'unknown-column', `列「${id}」がありません`)
    else if (kinds !== undefined && !kinds.has(column.kind))
      report.error(at, 'wrong-kind', `列「${column.title}」の種類は「${column.kind}」なので、ここには使えません`)
  }
  if (!shared.topics.some(({ id }) => id === dataset.topic))
    report.error(['topic'], 'unknown-topic', `分野「${dataset.topic}」が _topics.yaml にありません`)
  const categories = shared.vocabularies.categories ?? []
  if (!categories.includes(dataset.category))
    report.error(
      ['category'],
      'unknown-category',
      `分類「${dataset.category}」は、オープンデータ一覧の分類にありません`,
    )
  dataset.key.forEach((id) => {
    known(id, ['key'])
  })
  if (dataset.label !== undefined) known(dataset.label, ['label'])
  if (dataset.geometry?.shape !== undefined) known(dataset.geometry.shape, ['geometry', 'shape'], new Set(['shape']))
  else if (dataset.geometry) {
    known(dataset.geometry.lat, ['geometry', 'lat'], new Set(['latitude']))
    known(dataset.geometry.lon, ['geometry', 'lon'], new Set(['longitude']))
  }
  if (dataset.population) {
    const { day, area, total, bands } = dataset.population
    known(day, ['population', 'day'], new Set(['date']))
    known(area, ['population', 'area'])
    known(total, ['population', 'total'], counted)
    bands.forEach(({ male, female }, i) => {
      known(male, ['population', 'bands', i, 'male'], counted)
      known(female, ['population', 'bands', i, 'female'], counted)
    })
  }
  dataset.checks.forEach((check, i) => {
    if (check.kind === 'order')
      check.columns.forEach((id, c) => {
        known(id, ['checks', i, 'columns', c], ordered)
      })
    else {
      known(check.total, ['checks', i, 'total'], counted)
      check.parts.forEach((id, p) => {
        known(id, ['checks', i, 'parts', p], counted)
      })
    }
  })
  for (const [header, id] of Object.entries(dataset.aliases)) known(id, ['aliases', header])
  checkEditions(dataset, known, report)
}

type Known = (id: string, at: readonly (string | number)[]) => void

function checkEditions(dataset: DatasetDefinition, known: Known, report: Reporter): void {
  if (dataset.editions.standard === undefined)
    report.error(['editions'], 'no-standard', '並び（editions）には standard が要ります')
  for (const [name, edition] of Object.entries(dataset.editions)) {
    const headers = new Set<string>()
    edition.columns.forEach(({ header, from, city }, i) => {
      const at = ['editions', name, 'columns', i]
      if ((from === undefined) === (city === undefined))
        report.error(at, 'edition-column', `「${header}」には from か city のどちらかひとつを書いてください`)
      if (from !== undefined) known(from, [...at, 'from'])
      const key = headerKey(header)
      if (headers.has(key)) report.error([...at, 'header'], 'duplicate-header', `見出し「${header}」が2回あります`)
      headers.add(key)
    })
  }
}

function checkNames(dataset: DatasetDefinition, report: Reporter): void {
  const ids = new Set<string>()
  for (const { id, title, kind, values, digits } of dataset.columns) {
    if (ids.has(id)) report.error(['columns'], 'duplicate-column', `列「${id}」が2回あります`)
    ids.add(id)
    if (kind === 'choice' && values === undefined)
      report.error(['columns'], 'choice-values', `「${title}」で選べる値（vocabulary か values）を書いてください`)
    if (kind === 'digits' && digits === undefined)
      report.error(['columns'], 'digits', `「${title}」の桁数（digits）を書いてください`)
  }
}
