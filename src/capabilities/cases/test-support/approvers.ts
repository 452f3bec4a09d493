import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks } from '../index.ts'
import type { World } from './world.ts'

/** The approvers of a world, told to the cases as `approvals` would: whatever the route of a proposal was. */
export function approversOf(world: World) {
  const db = () => world.services.db.city<OfficeDb>('yanai')
  const today = dayOf(world.services.clock.now())
  const inTransaction = (work: (trx: Transaction<unknown>) => Promise<void>) =>
    db()
      .transaction()
      .execute((trx) => work(trx as unknown as Transaction<unknown>))
  const act = (caseId: string, decisionId: string, code: string) => ({
    cityId: 'yanai',
    proposalId: '',
    caseId,
    decisionId,
    act: code,
    actorId: randomUUID(),
    actorName: '白井',
    actorRole: '市民生活課 課長',
    at: world.services.clock.now(),
  })
  return {
    inTransaction,
    act,
    decide: (caseId: string, decisionId: string, documentNumber?: string) =>
      inTransaction((trx) =>
        caseApprovalCallbacks(world.services).onDecided(trx, {
          ...act(caseId, decisionId, 'decide'),
          decidedOn: today,
          ...(documentNumber === undefined ? {} : { documentNumber }),
          manner: 'delegated',
        }),
      ),
    /** Ends the proposals of a case that the callbacks alone leave open. */
    endProposals: (caseId: string) =>
      db()
        .updateTable('proposal')
        .set({ state: 'decided', decided_on: today, decided_manner: 'delegated', ended_at: world.services.clock.now() })
        .where('subject_id', '=', caseId)
        .execute(),
  }
}
