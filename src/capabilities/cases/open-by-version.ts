import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'

/** How many cases of a procedure are not closed, by the hash of the version they stay on. Numbers only: nobody is shown. */
export async function openCasesByVersion(
  services: ZoneServices<'office'>,
  cityId: string,
  procedureId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await services.db
    .city<OfficeDb>(cityId)
    .selectFrom('case_file')
    .select(({ fn }) => ['version_hash', fn.countAll<string>().as('count')])
    .where('procedure_id', '=', procedureId)
    .where('closed_at', 'is', null)
    .groupBy('version_hash')
    .execute()
  return new Map(rows.map((row) => [row.version_hash, Number(row.count)]))
}
