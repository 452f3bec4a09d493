import { dayOf, firstDayOfMonth } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { isOver, monthsBetween, nextMonth, previousMonth } from './calendar.ts'
import type { CaseSource } from './model.ts'
import { insertMonth, listClosedMonths } from './store.ts'

/**
 * Closes every month that is over and has not been closed: its numbers are written down once, and neither a hand-over nor
 * an erasure changes them afterwards. Returns how many were closed.
 */
export async function closeMonths(
  services: ZoneServices<'office'>,
  source: CaseSource,
  cityId: string,
): Promise<number> {
  const now = services.clock.now()
  const db = services.db.city<OfficeDb>(cityId)
  const first = await source.firstDay(cityId)
  if (first === undefined) return 0
  const begin = firstDayOfMonth(first)
  const known = await listClosedMonths(db, begin)
  const open = monthsBetween(begin, previousMonth(firstDayOfMonth(dayOf(now)))).filter(
    (month) => !known.has(month) && isOver(month, dayOf(now)),
  )
  for (const month of open) {
    const units = await source.month(cityId, month, nextMonth(month))
    await db.transaction().execute(async (trx) => {
      if (!(await insertMonth(trx, month, units, now))) return
      await appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'statistics',
          streamId: month,
          type: 'month-closed',
          actor: { kind: 'system', id: 'statistics' },
          at: now,
          codes: { units: units.length },
        },
      )
    })
  }
  return open.length
}
