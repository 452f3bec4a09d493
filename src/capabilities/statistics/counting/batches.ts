import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { VisitCountsMessage } from '../../exchange/index.ts'
import { countsOf, visitCounterOf } from './counter.ts'
import { addCounts, takeFinishedCounts } from './store.ts'

const pauseMs = 60_000
/** Rows of one message to the office. */
const largest = 500

/** Stores what was counted, every minute and at the end, and hands finished days to the office. */
export function startCounting(services: ZoneServices): Repeating {
  const work = every('statistics.counting', pauseMs, services.log, async () => {
    await storeCounts(services)
    for (const city of services.cities) while (await sendFinishedDays(services, city.id)) {}
    return { more: false }
  })
  return {
    ...work,
    stop: async () => {
      await work.stop()
      await storeCounts(services).catch((error: unknown) => services.log.warn('statistics.counts-lost', { error }))
    },
  }
}

/** Adds what was counted since the last time to the tables. What can't be stored is kept for the next time. */
export async function storeCounts(services: ZoneServices): Promise<void> {
  const counter = visitCounterOf(services)
  for (const { id } of services.cities) {
    const gathered = counter.take(id)
    if (gathered.counts.size === 0 && gathered.opinions.length === 0) continue
    try {
      await services.db
        .city<InternetDb>(id)
        .transaction()
        .execute(async (trx) => {
          await addCounts(trx, countsOf(gathered))
          for (const opinion of gathered.opinions)
            await trx
              .insertInto('opinion')
              .values({
                id: randomUUID(),
                day: opinion.day,
                procedure_id: opinion.procedureId,
                grade: opinion.grade,
                box: services.keys.sealTo('office', id, Buffer.from(opinion.text, 'utf8')),
              })
              .execute()
        })
    } catch (error) {
      counter.giveBack(id, gathered)
      throw error
    }
  }
}

/**
 * Sends one message with counts and opinions of days that are over; false when there were none. Only then: what came at
 * the same time as an application would tell whose it is.
 */
export async function sendFinishedDays(services: ZoneServices, cityId: string): Promise<boolean> {
  const today = dayOf(services.clock.now())
  const sent = await services.db
    .city<InternetDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      const counts = await takeFinishedCounts(trx, today, largest)
      const opinions = await takeFinishedOpinions(trx, today)
      if (counts.length === 0 && opinions.length === 0) return false
      const payload: VisitCountsMessage = { kind: 'visit-counts', counts: [...counts], opinions }
      await services.relay.send(trx, {
        kind: payload.kind,
        to: 'office',
        cityId,
        procedureId: 'statistics',
        versionHash: '',
        receiptNumber: '',
        payload,
        arrivedAt: services.clock.now(),
      })
      return true
    })
  if (sent) services.relay.nudge()
  return sent
}

/** By their ids, which are chance: the order in which they were written is gone. */
async function takeFinishedOpinions(
  trx: Transaction<InternetDb>,
  today: string,
): Promise<VisitCountsMessage['opinions']> {
  const chosen = trx.selectFrom('opinion').select('id').where('day', '<', today).orderBy('id').limit(100)
  const rows = await trx.deleteFrom('opinion').where('id', 'in', chosen).returningAll().execute()
  return rows
    .map((row) => ({
      id: row.id,
      day: row.day,
      procedureId: row.procedure_id,
      grade: row.grade,
      box: row.box.toString('base64'),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
