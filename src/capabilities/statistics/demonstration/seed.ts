import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { dayOf, firstDayOfMonth } from '../../../civic/day.ts'
import { fiscalYearOf } from '../../../civic/fiscal-year.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { addCounts } from '../counting/receive.ts'
import { type Month, monthsBetween, previousMonth } from '../months/calendar.ts'
import type { CaseSource, UnitMonth } from '../months/model.ts'
import { firstClosedMonth, insertMonth } from '../months/store.ts'
import { madeUpMonth, madeUpVisits } from './made-up.ts'

const volumes = z.object({ otherPerMonth: z.number(), perMonth: z.record(z.string(), z.number()) })

/**
 * Made-up numbers for a demonstration city, so that its pages of statistics show something: the months of the last fiscal year
 * and of this one, up to the month before the first start. They are closed as sample months and said to be so wherever they
 * are shown. A real city gets none, and neither does one that has closed a month of its own; a second start adds none.
 */
export async function seedSampleMonths(services: ZoneServices<'office'>, source: CaseSource): Promise<void> {
  for (const { id, demo } of services.cities) if (demo) await seedCity(services, source, id)
}

async function seedCity(services: ZoneServices<'office'>, source: CaseSource, cityId: string): Promise<void> {
  const db = services.db.city<OfficeDb>(cityId)
  if ((await firstClosedMonth(db)) !== undefined) return
  const now = services.clock.now()
  const today = dayOf(now)
  const years = [fiscalYearOf(today) - 1, fiscalYearOf(today)]
  const last = previousMonth(firstDayOfMonth(today))
  const months = monthsBetween(`${years[0]}-04-01`, last)
  const units = await madeUpUnits(services, source, cityId, months)
  await db.transaction().execute(async (trx) => {
    for (const month of months) {
      const own = units.flatMap(({ byMonth }) => byMonth.get(month) ?? [])
      if (!(await insertMonth(trx, month, own, now, true))) throw new Error(`${month} was closed meanwhile`)
    }
    for (const year of years) {
      const day = `${year}-04-01`
      const visits = units.flatMap(({ procedure, byMonth }) => {
        const online = [...byMonth].filter(([month]) => fiscalYearOf(month) === year)
        return madeUpVisits(
          procedure,
          day,
          online.reduce((sum, [, { figures }]) => sum + (figures.filed.online ?? 0), 0),
        )
      })
      // One day stands for the year: days are never shown.
      if (day < today) await addCounts(trx, visits)
    }
    const actor = { kind: 'system', id: 'demonstration' } as const
    const event = { stream: 'statistics', streamId: last, type: 'sample-months-made', actor, at: now }
    await appendEvent(trx, { keys: services.keys, cityId }, { ...event, codes: { months: months.length } })
  })
}

async function madeUpUnits(
  services: ZoneServices<'office'>,
  source: CaseSource,
  cityId: string,
  months: readonly Month[],
) {
  const file = path.join(services.config.rootDir, 'catalog/statistics/demonstration.json')
  const { perMonth, otherPerMonth } = volumes.parse(JSON.parse(readFileSync(file, 'utf8')))
  const today = dayOf(services.clock.now())
  const found = []
  for (const procedure of await catalogueOf(services).current(cityId)) {
    const { id, owner, carriedBy } = procedure.definition
    const sectionId = carriedBy === undefined ? await source.ownerSection(cityId, owner, today) : undefined
    if (sectionId === undefined) continue
    const byMonth = new Map(
      months.map((month): [Month, UnitMonth] => [
        month,
        {
          procedureId: id,
          sectionId,
          figures: madeUpMonth(procedure.definition, month, perMonth[id] ?? otherPerMonth),
        },
      ]),
    )
    found.push({ procedure, byMonth })
  }
  return found
}
