import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { nameOf } from '../pages/rows-section.tsx'
import { findRow } from '../query/read-rows.ts'

/** Procedure by which a mistake becomes a case of the office. */
export const reportProcedure = 'open-data-report'

/** The way to tell what is wrong with a dataset, or with one row of it: what was looked at goes along by its ids. */
export function reportAddress(datasetId: string, rowKey?: string): string {
  const about = rowKey === undefined ? datasetId : `${datasetId}/${rowKey}`
  const address = `/procedures/${reportProcedure}?${new URLSearchParams({ about })}`
  // A sign-in on the way carries no longer ones.
  return address.length > 400 ? `/procedures/${reportProcedure}?${new URLSearchParams({ about: datasetId })}` : address
}

/** The first answers of a report, by the ids of what somebody looked at: answer path → name. Empty for anything else. */
export async function reportAnswers(
  services: ZoneServices,
  cityId: string,
  procedureId: string,
  about: string,
): Promise<ReadonlyMap<string, string>> {
  if (procedureId !== reportProcedure || about === '') return new Map()
  const [datasetId = '', ...rest] = about.split('/')
  const rowKey = rest.join('/')
  const db = services.db.city<InternetDb>(cityId)
  const dataset = await db
    .selectFrom('open_dataset as d')
    .innerJoin('open_version as v', (join) =>
      join.onRef('v.dataset_id', '=', 'd.dataset_id').onRef('v.number', '=', 'd.version_number'),
    )
    .select(['d.definition', 'v.version_key'])
    .where('d.dataset_id', '=', datasetId)
    .executeTakeFirst()
  if (dataset === undefined) return new Map()
  const definition = dataset.definition as unknown as DatasetDefinition
  const row = rowKey === '' ? undefined : await findRow(db, Number(dataset.version_key), rowKey)
  return new Map([
    ['report.dataset', definition.title.ja.slice(0, 100)],
    ...(row === undefined ? [] : [['report.row', nameOf(definition, row).slice(0, 200)] as const]),
  ])
}
