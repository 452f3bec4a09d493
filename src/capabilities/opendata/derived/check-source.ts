import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { keyOfRow, nameOf } from '../compare/compare-rows.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { checkAround } from '../office/draft/around.ts'
import { rowsChecker } from '../office/draft/check-rows.ts'
import { repairRow } from '../office/draft/repair-row.ts'
import { rowOf } from '../office/draft/row-of.ts'
import type { SourceProblem } from '../office/source-problems.ts'
import type { Row } from '../table/check-row.ts'

/** Problems that are kept for the dataset's page; the first ones lead to the others. */
const most = 100

/** Checks the rows of a source as those of a file are checked; what is only written otherwise is put right. */
export async function checkSource(
  services: ZoneServices<'office'>,
  cityId: string,
  definition: DatasetDefinition,
  made: readonly Row[],
): Promise<{ readonly rows: readonly Row[]; readonly problems: readonly SourceProblem[] }> {
  const check = rowsChecker(definition, 'standard', await checkAround(services, cityId))
  const once = await check(
    made.map((row, number) => ({ number, cells: definition.columns.map(({ id }) => row[id] ?? '') })),
  )
  const repaired = once.map((row) => ({ number: row.number, cells: repairRow(definition, row, { sure: true }) }))
  const checked = await check(repaired)
  const rows = checked.map(({ cells }) => rowOf(definition, cells))
  const problems = checked.flatMap(({ problems: found }, at) =>
    found.flatMap(({ code, level, column, detail, proposal }): readonly SourceProblem[] => {
      if (level === 'notice') return []
      const row = rows[at] ?? {}
      const { title } = definition.columns.find(({ id }) => id === column) ?? {}
      return [
        {
          key: keyOfRow(definition, row),
          name: nameOf(definition, row),
          code,
          level,
          ...(title === undefined ? {} : { column: title }),
          // A proposal is accepted in a draft; of a register nobody accepts one, and nothing is said of it.
          ...(detail === undefined || proposal !== undefined ? {} : { detail }),
        },
      ]
    }),
  )
  return { rows, problems }
}

/** Keeps what is wrong with the source of a dataset, for its page; writes only when something changed. */
export async function keepProblems(
  db: Kysely<OfficeDb>,
  datasetId: string,
  problems: readonly SourceProblem[],
): Promise<void> {
  const errorsFirst = problems.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
  const kept = JSON.stringify(errorsFirst.slice(0, most))
  await db
    .updateTable('dataset')
    .set({ source_problems: kept })
    .where('dataset_id', '=', datasetId)
    .where(sql<boolean>`source_problems <> ${kept}::jsonb`)
    .execute()
}
