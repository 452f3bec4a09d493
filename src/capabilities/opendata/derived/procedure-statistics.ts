import { createHash } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import { fiscalYearOf } from '../../../civic/fiscal-year.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { type CaseSource, type PublishedRow, publishedStatistics } from '../../statistics/index.ts'
import type { Row } from '../table/check-row.ts'
import { messages } from './messages.ja.ts'
import { headOf, type RowSource } from './source.ts'

/** Years that are looked at; what is older was published in its time. */
const yearsBack = 5

/**
 * 手続きの統計: a row for each number of a finished fiscal year. A year is published once and stays as it was published, so that no two versions
 * differ by what one of them hides.
 */
export function procedureStatisticsRows(sourceOf: (services: ZoneServices<'office'>) => CaseSource): RowSource {
  return async (deriving) => {
    const { services, city, now } = deriving
    const before = await deriving.published()
    const known = new Set(before.map((row) => row.fiscal_year))
    const thisYear = fiscalYearOf(dayOf(now))
    const titles = new Map(
      (await catalogueOf(services).current(city.id)).map(({ definition }) => [definition.id, definition.name.ja]),
    )
    const rows: Row[] = [...before]
    for (let year = thisYear - yearsBack; year < thisYear; year += 1) {
      if (known.has(String(year))) continue
      for (const each of await publishedStatistics(services, sourceOf(services), city.id, year))
        rows.push({ ...headOf(deriving, idOf(each)), ...rowOf(each, titles.get(each.procedureId) ?? each.procedureId) })
    }
    return rows.length === 0 ? undefined : rows
  }
}

function rowOf(
  { fiscalYear, procedureId, section, tableLabel, rowLabel, column, value, sample }: PublishedRow,
  title: string,
): Row {
  return {
    fiscal_year: String(fiscalYear),
    procedure_id: procedureId,
    procedure: title,
    section,
    table: tableLabel,
    row: rowLabel,
    measure: column,
    value: typeof value === 'number' ? String(value) : '',
    hidden: value === null ? '1' : '',
    note: [typeof value === 'string' ? value : '', sample ? messages.sample : ''].filter(Boolean).join('。'),
  }
}

/** The same number has the same name each time. */
function idOf({ fiscalYear, procedureId, section, table, row, column }: PublishedRow): string {
  const rest = createHash('sha256')
    .update(JSON.stringify([section, table, row, column]))
    .digest('hex')
    .slice(0, 10)
  return `${fiscalYear}.${procedureId}`.slice(0, 53).concat('.', rest)
}
