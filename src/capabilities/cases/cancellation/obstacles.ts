import type { Kysely } from 'kysely'
import { type Day, dayOf } from '../../../civic/day.ts'
import type { CasesContext } from '../context.ts'
import { type CancellationProblem, proposalObstacles } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import type { CasesDb } from '../store/tables.ts'

/** No law names the days; two weeks hold until the city has set its own. */
const usualNoticeDays = 14

/** Least days between the notice and the day (相当な期間, 行政手続法15条1項・30条), as the city has set it for a day. */
export async function leastNoticeDays(ctx: CasesContext, cityId: string, on: Day): Promise<number> {
  const { settings } = await ctx.procedures.facts(cityId, on)
  return typeof settings.hearingNoticeDays === 'number' ? settings.hearingNoticeDays : usualNoticeDays
}

/** What stands in the way of the proposal today. */
export async function obstaclesNow(
  ctx: CasesContext,
  cityId: string,
  db: Kysely<CasesDb>,
  caseId: string,
  running: CancellationRecord,
  today: Day,
): Promise<readonly CancellationProblem[]> {
  const outOn = await noticeOutOn(db, caseId, running)
  const leastDays = await leastNoticeDays(ctx, cityId, running.noticedOn ?? today)
  return proposalObstacles({ ...running, outOn }, today, leastDays)
}

/** A notice of ours is out when it lies in the mailbox, was posted, or was handed over. */
async function noticeOutOn(db: Kysely<CasesDb>, caseId: string, running: CancellationRecord): Promise<Day | null> {
  if (running.noticeBy !== 'letter') return running.noticedOn
  const letter = await db
    .selectFrom('case_letter')
    .select(['way', 'made_at', 'delivered_at'])
    .where('case_id', '=', caseId)
    .where('cancellation_id', '=', running.id)
    .where('purpose', '=', 'hearing')
    .executeTakeFirst()
  const outAt = letter?.way === 'portal' ? letter.made_at : (letter?.delivered_at ?? null)
  return outAt ? dayOf(outAt) : null
}
