import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { csvLines } from '../../../platform/tabular/read-csv.ts'
import { readYaml } from '../../procedures/index.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { type Row, rowChecker } from '../table/check-row.ts'
import { matchHeaders } from '../table/match-headers.ts'
import { type PublishingCity, rowMaker } from '../table/to-rows.ts'

/** What `_about.yaml` says of one file. */
export interface SeedAbout {
  readonly 'made-up'?: boolean
  readonly source?: string
  readonly note?: string
  /** Id of `licences`; absent: the usual one. */
  readonly licence?: string
}

const folderOf = (rootDir: string, cityId: string): string => path.join(rootDir, 'catalog', 'datasets', 'seeds', cityId)

/** Ids of the datasets that a demonstration starts with. */
export function seedIds(rootDir: string, cityId: string): readonly string[] {
  const folder = folderOf(rootDir, cityId)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => name.slice(0, -'.csv'.length))
    .sort()
}

export function readSeedAbout(rootDir: string, cityId: string): Readonly<Record<string, SeedAbout>> {
  const { data } = readYaml(readFileSync(path.join(folderOf(rootDir, cityId), '_about.yaml'), 'utf8'))
  return (data ?? {}) as Readonly<Record<string, SeedAbout>>
}

/** The rows of a seed, in any layout of the dataset, with what is only written otherwise put right. */
export function readSeedRows(
  rootDir: string,
  cityId: string,
  definition: DatasetDefinition,
  city: PublishingCity,
): readonly Row[] {
  return readRows(path.join(folderOf(rootDir, cityId), `${definition.id}.csv`), definition, city)
}

/** The versions of a seed, the newest last: `before/<id>.csv` is published first where it is there, so that there is a history to look at. */
export function readSeedVersions(
  rootDir: string,
  cityId: string,
  definition: DatasetDefinition,
  city: PublishingCity,
): readonly (readonly Row[])[] {
  const before = path.join(folderOf(rootDir, cityId), 'before', `${definition.id}.csv`)
  const now = readSeedRows(rootDir, cityId, definition, city)
  return existsSync(before) ? [readRows(before, definition, city), now] : [now]
}

function readRows(file: string, definition: DatasetDefinition, city: PublishingCity): readonly Row[] {
  const text = readFileSync(file, 'utf8')
  const [head, ...lines] = csvLines(text, ',', { columns: 300, cell: 1_000_000 })
  if (head === undefined) return []
  const { edition, matches } = matchHeaders(head.cells, definition)
  const make = rowMaker(definition, matches, city)
  const check = rowChecker(definition, edition, city.code)
  return lines.flatMap(({ cells }) => {
    const typed = make(cells)
    if (typed === undefined) return []
    const { row, problems } = check(typed)
    const repairs = problems.flatMap(({ column, proposal, sure }) =>
      sure && column !== undefined && proposal !== undefined ? [[column, proposal] as const] : [],
    )
    return [{ ...row, ...Object.fromEntries(repairs) }]
  })
}
