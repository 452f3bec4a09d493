import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { PublicFigureMessage } from '../../exchange/index.ts'
import { previousMonth } from '../months/calendar.ts'
import { listMonths, listSampleMonths } from '../months/store.ts'
import { quantile } from '../suppression/quantile.ts'
import { thresholdOn } from '../threshold.ts'

/** "Usually" is nine of ten. */
const usually = 0.9

/**
 * Tells the portal within how many days nine of ten decisions of the last twelve closed months were made, for each
 * procedure. Sent when it has changed; too few decisions, and what was told is taken back.
 */
export async function publishUsualDays(services: ZoneServices<'office'>, cityId: string): Promise<void> {
  const now = services.clock.now()
  const db = services.db.city<OfficeDb>(cityId)
  const threshold = await thresholdOn(services, cityId, dayOf(now))
  const { last } = await db
    .selectFrom('statistic_closed_month')
    .select(({ fn }) => fn.max('month').as('last'))
    .executeTakeFirstOrThrow()
  if (last === null) return
  const days = new Map<string, number[]>()
  const first = monthsBack(last, 11)
  // Residents of a demonstration are told what really happened there, and nothing that was made up.
  const sample = new Set(await listSampleMonths(db, first, last))
  for (const { month, procedureId, figures } of await listMonths(db, first, last))
    if (!sample.has(month)) days.set(procedureId, [...(days.get(procedureId) ?? []), ...figures.wholeDays])
  const told = await db.selectFrom('published_figure').selectAll().execute()
  const before = new Map(told.map((row) => [row.procedure_id, row.usual_days]))
  for (const procedureId of new Set([...days.keys(), ...before.keys()])) {
    const usualDays = quantile(days.get(procedureId) ?? [], usually, threshold)
    if ((before.get(procedureId) ?? null) === usualDays) continue
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('published_figure')
        .values({ procedure_id: procedureId, usual_days: usualDays, published_at: now })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'procedure_id']).doUpdateSet({ usual_days: usualDays, published_at: now }),
        )
        .execute()
      const payload: PublicFigureMessage = { kind: 'figure', procedureId, usualDays, publishedAt: now.toISOString() }
      await services.relay.send(trx, {
        kind: payload.kind,
        to: 'internet',
        cityId,
        procedureId,
        versionHash: '',
        receiptNumber: '',
        payload,
        arrivedAt: now,
      })
    })
  }
  services.relay.nudge()
}

function monthsBack(month: string, count: number): string {
  return count === 0 ? month : monthsBack(previousMonth(month), count - 1)
}
