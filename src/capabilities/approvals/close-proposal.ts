import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { setState } from './store/acts.ts'
import { lockProposal } from './store/proposals.ts'

/**
 * Ends a proposal whose matter has ended otherwise (取下げ): it leaves everybody's desk without a decision.
 * Nothing happens when it has ended already. The callbacks are not told: whoever closes it knows.
 */
export async function closeProposal(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  input: { readonly cityId: string; readonly proposalId: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  if (!(await lockProposal(trx, input.proposalId))) return
  const alive = await trx
    .selectFrom('proposal')
    .select(['id', 'subject', 'subject_id'])
    .where('id', '=', input.proposalId)
    .where('state', 'in', ['circulating', 'held'])
    .executeTakeFirst()
  if (alive === undefined) return
  await setState(trx, alive.id, { state: 'recalled', at: input.at })
  await appendEvent(
    trx,
    { keys: services.keys, cityId: input.cityId },
    {
      stream: 'proposal',
      streamId: alive.id,
      type: 'closed',
      at: input.at,
      actor: { kind: 'system', id: 'cases' },
      codes: { [alive.subject]: alive.subject_id, state: 'recalled', reason: input.reason },
    },
  )
}
