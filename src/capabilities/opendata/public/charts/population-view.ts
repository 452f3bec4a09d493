import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { DatasetDefinition, PopulationColumns } from '../../language/dataset.ts'
import type { PublicDataset, ShownVersion } from '../catalogue.ts'
import { askRows } from '../query/read-rows.ts'
import { peopleOf } from '../summary/count-people.ts'
import type { PeopleOnDay, PopulationSummary } from '../summary/summary.ts'

/** Counts of one area that are read. */
const mostDays = 500

/** What the page of the population shows. */
export interface PopulationView {
  readonly columns: PopulationColumns
  readonly summary: PopulationSummary
  /** Undefined: the whole. */
  readonly area: string | undefined
  readonly day: string
  /** Of the area, for the days on which it was counted. */
  readonly series: readonly { readonly day: string; readonly people: PeopleOnDay }[]
  /** Of the chosen day; undefined when the area was not counted then. */
  readonly people: PeopleOnDay | undefined
}

/** Reads what was chosen (`area`, `day`); what is not known is left out. */
export async function readPopulation(
  db: Kysely<InternetDb>,
  { version, definition }: Pick<PublicDataset, 'version'> & { readonly definition: DatasetDefinition },
  summary: PopulationSummary,
  chosen: { readonly area?: string | undefined; readonly day?: string | undefined },
): Promise<PopulationView | undefined> {
  const { population: columns } = definition
  const newest = summary.days.at(-1)
  if (columns === undefined || newest === undefined) return undefined
  const area = summary.areas.find((each) => each.area === chosen.area)?.area
  const day = summary.days.find((each) => each === chosen.day) ?? newest
  const series = area === undefined ? wholeOf(summary) : await areaOf(db, version, columns, area)
  return { columns, summary, area, day, series, people: series.find((each) => each.day === day)?.people }
}

function wholeOf({ days, whole }: PopulationSummary): PopulationView['series'] {
  return days.flatMap((day, at) => {
    const people = whole[at]
    return people === undefined ? [] : [{ day, people }]
  })
}

async function areaOf(
  db: Kysely<InternetDb>,
  { key: versionKey, rows: total }: Pick<ShownVersion, 'key' | 'rows'>,
  columns: PopulationColumns,
  area: string,
): Promise<PopulationView['series']> {
  const conditions = [{ kind: 'is' as const, column: columns.area, values: [area] }]
  const asked = await askRows(db, { versionKey, conditions, words: [], sort: [] }, total)
  const rows = await asked.page(0, mostDays)
  return rows
    .map(({ cells }) => ({ day: cells[columns.day] ?? '', people: peopleOf(columns, cells) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
