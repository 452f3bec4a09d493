import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { countsChanged } from '../queue/counted.ts'
import type { CasesDb } from '../store/tables.ts'
import { takeCorrectionAnswer } from './correction-answer.ts'
import { takeLetterRead } from './letter-read.ts'
import { type ParkReason, park, retryParked } from './park.ts'
import { takePlaceChange } from './place-change.ts'
import { takeSubmission } from './submission.ts'
import { takeWithdrawal } from './withdrawal.ts'

type Take = (
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
) => Promise<'taken' | ParkReason>

const takers: Readonly<Record<string, Take>> = {
  submission: takeSubmission,
  'correction-answer': takeCorrectionAnswer,
  withdrawal: takeWithdrawal,
  'letter-read': takeLetterRead,
  place: takePlaceChange,
}

/** Registers what the office does with messages from the internet zone. What can't be taken in now is parked. */
export function registerIntake(ctx: CasesContext): void {
  for (const [kind, take] of Object.entries(takers))
    ctx.services.relay.on(kind, async (plain, delivery) => {
      const trx = plain as unknown as Transaction<CasesDb>
      const now = ctx.services.clock.now()
      const outcome = await take(ctx, trx, delivery, now)
      countsChanged(ctx, delivery.header.cityId)
      if (outcome !== 'taken') await park(ctx, trx, delivery, outcome, now)
    })
}

/**
 * Takes in what waited (a definition has arrived, an earlier message has come); with `all` also what could not be read.
 * Returns how many.
 */
export async function takeParked(ctx: CasesContext, cityId: string, now: Date, all = false): Promise<number> {
  const taken = await retryParked(ctx, dbOf(ctx, cityId), cityId, {
    now,
    all,
    take: async (trx, delivery) => {
      const take = takers[delivery.header.kind]
      return take ? take(ctx, trx, delivery, now) : 'unreadable'
    },
  })
  if (taken > 0) countsChanged(ctx, cityId)
  return taken
}
