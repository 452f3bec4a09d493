import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { Month } from './calendar.ts'
import { monthFigures, type UnitMonth } from './model.ts'

/** Units of closed months, from one month up to and with another. */
export async function listMonths(
  db: Kysely<OfficeDb>,
  first: Month,
  last: Month,
): Promise<readonly (UnitMonth & { readonly month: Month })[]> {
  const rows = await db
    .selectFrom('statistic_month')
    .selectAll()
    .where('month', '>=', first)
    .where('month', '<=', last)
    .orderBy('month')
    .execute()
  return rows.map((row) => ({
    month: row.month,
    procedureId: row.procedure_id,
    sectionId: row.section_id,
    figures: monthFigures.parse(row.figures),
  }))
}

/** The first month of which numbers were written down; they stay when the cases of that time are erased. */
export async function firstClosedMonth(db: Kysely<OfficeDb>): Promise<Month | undefined> {
  const row = await db.selectFrom('statistic_closed_month').select('month').orderBy('month').limit(1).executeTakeFirst()
  return row?.month
}

export async function listClosedMonths(db: Kysely<OfficeDb>, first: Month): Promise<ReadonlySet<Month>> {
  const rows = await db.selectFrom('statistic_closed_month').select('month').where('month', '>=', first).execute()
  return new Set(rows.map(({ month }) => month))
}

/** Of these months, those whose numbers were made up for a demonstration. */
export async function listSampleMonths(db: Kysely<OfficeDb>, first: Month, last: Month): Promise<readonly Month[]> {
  const rows = await db
    .selectFrom('statistic_closed_month')
    .select('month')
    .where('sample', '=', true)
    .where('month', '>=', first)
    .where('month', '<=', last)
    .orderBy('month')
    .execute()
  return rows.map(({ month }) => month)
}

/** Closes a month with its numbers; false when it has been closed before. `sample`: they were made up. */
export async function insertMonth(
  trx: Kysely<OfficeDb>,
  month: Month,
  units: readonly UnitMonth[],
  at: Date,
  sample = false,
): Promise<boolean> {
  const closed = await trx
    .insertInto('statistic_closed_month')
    .values({ month, closed_at: at, sample })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (closed.numInsertedOrUpdatedRows === 0n) return false
  for (let at = 0; at < units.length; at += 200)
    await trx
      .insertInto('statistic_month')
      .values(
        units.slice(at, at + 200).map((unit) => ({
          month,
          procedure_id: unit.procedureId,
          section_id: unit.sectionId,
          figures: JSON.stringify(unit.figures),
        })),
      )
      .execute()
  return true
}
