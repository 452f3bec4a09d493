import { sql } from 'kysely'
import { systemActor } from '../actor.ts'
import type { CaseWork } from '../change.ts'
import type { DecisionRecord } from '../store/decisions.ts'

/**
 * The refusal never was: the application goes back to review, with its answers, checks and arrival, and is decided anew on the same
 * case. The days from the refusal to its annulment do not count, since nothing was pending then.
 */
export async function reopenApplication(it: CaseWork, undone: DecisionRecord): Promise<void> {
  await it.trx
    .updateTable('case_decision')
    .set({ ended: 'annulled' })
    .where('id', '=', undone.id)
    .where('case_id', '=', it.row.id)
    .execute()
  await it.trx
    .insertInto('case_wait')
    .columns(['case_id', 'number', 'state', 'started_at', 'ended_at'])
    .expression((eb) =>
      eb
        .selectFrom('case_wait')
        .select([
          eb.val(it.row.id).as('case_id'),
          sql<number>`coalesce(max(number), 0) + 1`.as('number'),
          eb.val('decided' as const).as('state'),
          eb.val(it.row.decided_at ?? it.now).as('started_at'),
          eb.val(it.now).as('ended_at'),
        ])
        .where('case_id', '=', it.row.id),
    )
    .execute()
  await it.emit('reopened', { decision: undone.id }, {}, systemActor)
  it.set({
    decided_at: null,
    decided_on: null,
    outcome_id: null,
    result: null,
    adverse: null,
    notified_at: null,
    alarms_rung: [],
  })
}
