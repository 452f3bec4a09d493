import { addDays, dayOf } from '../../civic/day.ts'
import { erasePayloads } from '../../platform/evidence/append-event.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import { changeNotice } from './change.ts'
import { type Moving, officeDb, systemActor } from './moving.ts'
import { movingSettings } from './settings.ts'

const pauseMs = 10 * 60_000
const batch = 100
/** Counted seats of days that are so long over are of no use. */
const slotDays = 30

/** What time brings: people who did not come, notices that nobody came for or nobody finished, and those whose time of keeping is over. */
export function startTimers(ctx: Moving): Repeating {
  return every('moving.timers', pauseMs, ctx.services.log, async () => {
    let more = false
    // Every city in each turn: one with much to do keeps no other waiting.
    for (const { id } of ctx.services.cities)
      if ((await runTimers(ctx, id, ctx.services.clock.now())) >= batch) more = true
    return { more }
  })
}

/** One turn for one city; the number of notices that changed. Each in a transaction of its own. */
export async function runTimers(ctx: Moving, cityId: string, now: Date): Promise<number> {
  const missed = await missedVisits(ctx, cityId, now)
  const expired = await expireOld(ctx, cityId, now)
  const finished = await finishVisited(ctx, cityId, now)
  const erased = await eraseKept(ctx, cityId, now)
  await officeDb(ctx, cityId)
    .deleteFrom('moving_slot')
    .where('day', '<', addDays(dayOf(now), -slotDays))
    .execute()
  const count = missed + expired + finished + erased
  if (count > 0) ctx.services.log.info('moving.timers', { city: cityId, count })
  return count
}

/** The day of the visit is over and nobody was at the counter. */
async function missedVisits(ctx: Moving, cityId: string, now: Date): Promise<number> {
  const ids = await officeDb(ctx, cityId)
    .selectFrom('moving_notice')
    .select('id')
    .where('visit_day', '<', dayOf(now))
    .where('state', 'in', ['received', 'matched', 'prepared'])
    .limit(batch)
    .execute()
  return changeEach(ctx, cityId, ids, 'no-show', now)
}

/** Nobody came, long after the last day; what is not finished of a notice of moving out, long after the move. */
async function expireOld(ctx: Moving, cityId: string, now: Date): Promise<number> {
  const { expireDays } = movingSettings(await ctx.catalogue.facts(cityId, dayOf(now)))
  const before = addDays(dayOf(now), -expireDays)
  const ids = await officeDb(ctx, cityId)
    .selectFrom('moving_notice')
    .select('id')
    .where('state', 'in', ['received', 'matched', 'prepared', 'not-shown'])
    .where(({ eb, or, and }) =>
      or([eb('last_on', '<', before), and([eb('last_on', 'is', null), eb('moved_on', '<', before)])]),
    )
    .where(({ eb, or }) => or([eb('visit_day', 'is', null), eb('visit_day', '<', dayOf(now))]))
    .limit(batch)
    .execute()
  return changeEach(ctx, cityId, ids, 'expire', now)
}

/** The person was here, and nobody has said since that all is done: it ends, so that it is not kept for ever. */
async function finishVisited(ctx: Moving, cityId: string, now: Date): Promise<number> {
  const { expireDays } = movingSettings(await ctx.catalogue.facts(cityId, dayOf(now)))
  const ids = await officeDb(ctx, cityId)
    .selectFrom('moving_notice')
    .select('id')
    .where('state', '=', 'visited')
    .where('visited_at', '<', new Date(now.getTime() - expireDays * 86_400_000))
    .limit(batch)
    .execute()
  return changeEach(ctx, cityId, ids, 'finish', now)
}

async function changeEach(
  ctx: Moving,
  cityId: string,
  ids: readonly { readonly id: string }[],
  act: 'no-show' | 'expire' | 'finish',
  now: Date,
): Promise<number> {
  let changed = 0
  for (const { id } of ids) {
    await officeDb(ctx, cityId)
      .transaction()
      .execute(async (trx) => {
        const row = await trx
          .selectFrom('moving_notice')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        const was =
          row !== undefined &&
          (await changeNotice(ctx, trx, cityId, row, { act, by: systemActor, now, reason: 'time' }))
        if (was) changed += 1
      })
  }
  return changed
}

/** Drops the data key with the boxes, the index and the notes; what remains says that there was a notice, and when. */
async function eraseKept(ctx: Moving, cityId: string, now: Date): Promise<number> {
  const { keys } = ctx.services
  const rows = await officeDb(ctx, cityId)
    .selectFrom('moving_notice')
    .select('id')
    .where('erase_on', '<=', dayOf(now))
    .limit(batch)
    .execute()
  for (const { id } of rows) {
    await officeDb(ctx, cityId)
      .transaction()
      .execute(async (trx) => {
        for (const table of ['moving_token', 'moving_contact'] as const)
          await trx.deleteFrom(table).where('notice_id', '=', id).execute()
        await trx.deleteFrom('moving_mark').where('notice_id', '=', id).execute()
        await trx
          .updateTable('moving_notice')
          .set({ wrapped_key: null, name_box: null, box: null, erase_on: null, updated_at: now })
          .where('id', '=', id)
          .execute()
        const event = { stream: 'moving', streamId: id, type: 'erased', actor: systemActor, at: now }
        await erasePayloads(trx, { keys, cityId }, event)
      })
  }
  return rows.length
}
