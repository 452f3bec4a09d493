import { dayOf } from '../../../civic/day.ts'
import { fiscalYearOf } from '../../../civic/fiscal-year.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { isOver } from '../months/calendar.ts'
import type { CaseSource } from '../months/model.ts'
import { messages } from '../office/messages.ja.ts'
import { thresholdOn } from '../threshold.ts'
import { loadYear } from './load-year.ts'
import { caseTables, type ReportTable, visitTables } from './tables.ts'
import { filedOnlineIn, unitReport } from './unit-report.ts'
import { loadVisits, visitsReport } from './visits.ts'

/** One published number. `value` is null where it is hidden; it then stands there as hidden, not left out. */
export interface PublishedRow {
  readonly fiscalYear: number
  readonly procedureId: string
  /** Empty for what is counted of a procedure as a whole (visits of its pages). */
  readonly section: string
  readonly table: string
  /** As it stands above the table on the screen. */
  readonly tableLabel: string
  readonly row: string
  readonly rowLabel: string
  readonly column: string
  readonly value: number | string | null
  /** Made up for a demonstration city, as every number of its year. */
  readonly sample: boolean
}

/**
 * The numbers of a finished fiscal year that may be published. A year is published once and as a whole, so that no two
 * publications overlap whose difference would show what each of them hides; a year that still runs gives no rows.
 */
export async function publishedStatistics(
  services: ZoneServices<'office'>,
  source: CaseSource,
  cityId: string,
  year: number,
): Promise<readonly PublishedRow[]> {
  const today = dayOf(services.clock.now())
  if (fiscalYearOf(today) <= year || !isOver(`${year + 1}-03-01`, today)) return []
  const figures = await loadYear(services, source, cityId, year)
  if (!figures.complete) return []
  const threshold = await thresholdOn(services, cityId, `${year + 1}-03-31`)
  const sections = new Map((await source.sections(cityId, today)).map(({ id, name }) => [id, name]))
  const visits = await loadVisits(services.db.city<OfficeDb>(cityId), `${year}-04-01`, `${year + 1}-04-01`)
  const rows: PublishedRow[] = []
  const add = (procedureId: string, section: string, tables: readonly ReportTable[]): void => {
    for (const table of tables)
      for (const row of table.rows)
        for (const [at, value] of row.cells.entries())
          rows.push({
            fiscalYear: year,
            procedureId,
            section,
            table: table.id,
            tableLabel: messages.tables[table.id].title,
            row: row.id,
            rowLabel: row.label,
            column: table.columns[at] ?? '',
            value,
            sample: figures.sample.length > 0,
          })
  }
  for (const procedure of await catalogueOf(services).current(cityId)) {
    const { id, pages } = procedure.definition
    const units = figures.units.filter(({ procedureId }) => procedureId === id)
    for (const unit of units)
      add(
        id,
        sections.get(unit.sectionId) ?? '',
        caseTables(unitReport(figures.months, unit.byMonth, threshold), figures.months, procedure),
      )
    const own = visits.get(id)
    if (own === undefined) continue
    const pageIds = pages.map((page) => page.id)
    const online = filedOnlineIn(figures.months, units, threshold)
    add(id, '', visitTables(visitsReport(own, pageIds, threshold, online), procedure))
  }
  return rows
}
