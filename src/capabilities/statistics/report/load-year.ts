import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { isOver, type Month, monthsOfYear, nextMonth } from '../months/calendar.ts'
import type { CaseSource, MonthFigures, Unit, UnitMonth } from '../months/model.ts'
import { listClosedMonths, listMonths, listSampleMonths } from '../months/store.ts'

/** A fiscal year of a city as far as it has come. */
export interface YearFigures {
  readonly year: number
  /** Months that have begun. */
  readonly months: readonly Month[]
  /** All twelve are closed: nothing will change any more. */
  readonly complete: boolean
  /** Months whose numbers were made up for a demonstration, in order. */
  readonly sample: readonly Month[]
  readonly units: readonly (Unit & { readonly byMonth: ReadonlyMap<Month, MonthFigures> })[]
}

/** A month that is not closed is counted anew after this long at the earliest. */
const keptMs = 60_000

const remembered = new WeakMap<
  CaseSource,
  Map<string, { readonly at: number; readonly units: Promise<readonly UnitMonth[]> }>
>()

/** Closed months as they were written down, the others as they stand now. */
export async function loadYear(
  services: ZoneServices<'office'>,
  source: CaseSource,
  cityId: string,
  year: number,
): Promise<YearFigures> {
  const db = services.db.city<OfficeDb>(cityId)
  const now = services.clock.now()
  const months = monthsOfYear(year, dayOf(now))
  const first = `${year}-04-01`
  const last = `${year + 1}-03-01`
  const closed = await listClosedMonths(db, first)
  const begin = (await source.firstDay(cityId)) ?? dayOf(now)
  const open = months.filter((month) => !closed.has(month) && nextMonth(month) > begin)
  const live = await Promise.all(
    open.map(async (month) => (await unclosed(source, cityId, month, now)).map((unit) => ({ ...unit, month }))),
  )
  const units = new Map<string, Unit & { byMonth: Map<Month, MonthFigures> }>()
  for (const { month, procedureId, sectionId, figures } of [...(await listMonths(db, first, last)), ...live.flat()]) {
    const key = `${procedureId} ${sectionId}`
    const unit = units.get(key) ?? { procedureId, sectionId, byMonth: new Map() }
    unit.byMonth.set(month, figures)
    units.set(key, unit)
  }
  // A month without any case before is closed without a row of its own.
  const complete = isOver(last, dayOf(now)) && open.length === 0
  const sample = await listSampleMonths(db, first, last)
  return { year, months, complete, sample, units: [...units.values()] }
}

function unclosed(source: CaseSource, cityId: string, month: Month, now: Date): Promise<readonly UnitMonth[]> {
  const kept = remembered.get(source) ?? new Map()
  remembered.set(source, kept)
  const key = `${cityId} ${month}`
  const known = kept.get(key)
  if (known !== undefined && Math.abs(now.getTime() - known.at) < keptMs) return known.units
  const units = source.month(cityId, month, nextMonth(month))
  kept.set(key, { at: now.getTime(), units })
  units.catch(() => kept.delete(key))
  return units
}
