import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { JSX } from 'preact'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { readSummary } from '../summary/read-summary.ts'
import { ChartsSection } from './charts-section.tsx'
import { chartMessages } from './messages.ts'
import { PopulationSection } from './population-section.tsx'
import { readPopulation } from './population-view.ts'

/** The charts on the page of a dataset; undefined where nothing was counted. */
export async function chartsOfDataset(
  c: Context<WebEnv>,
  db: Kysely<InternetDb>,
  dataset: PublicDataset,
): Promise<JSX.Element | undefined> {
  const { definition, version, slug, id } = dataset
  const m = chartMessages[c.get('locale')]
  const summary = await readSummary(db, id, version.number)
  if (summary === undefined) return undefined
  if (summary.population === undefined)
    return <ChartsSection m={m} definition={definition} summary={summary} rows={version.rows} />
  const chosen = { area: c.req.query('area'), day: c.req.query('day') }
  const view = await readPopulation(db, dataset, summary.population, chosen)
  return view && <PopulationSection m={m} action={`/dataset/${slug}`} view={view} />
}
