import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { RecordedAct } from '../proposal.ts'
import type { ProposalState, RouteStep } from '../rules/act.ts'
import { sealComment } from './body.ts'

/** Appends an act with the person as they were that day and the hash of what they acted on. */
export async function insertAct(
  trx: Transaction<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  act: RecordedAct & { readonly proposalId: string; readonly bodyHash: Buffer; readonly requestKey: string },
): Promise<void> {
  const id = randomUUID()
  await trx
    .insertInto('approval_act')
    .values({
      id,
      proposal_id: act.proposalId,
      number: (eb) =>
        eb
          .selectFrom('approval_act as earlier')
          .select((inner) => inner(inner.fn.coalesce(inner.fn.max('earlier.number'), inner.lit(0)), '+', 1).as('next'))
          .where('earlier.proposal_id', '=', act.proposalId),
      step: act.step,
      act: act.act,
      staff_id: act.staffId,
      staff_name: act.staffName,
      post_name: act.postName,
      section_name: act.sectionName,
      substitute_for: act.substituteFor,
      comment: sealComment(keys, cityId, id, act.comment),
      body_hash: act.bodyHash,
      acted_at: act.at,
      request_key: act.requestKey,
    })
    .execute()
}

export async function actDone(db: Kysely<OfficeDb>, requestKey: string): Promise<boolean> {
  const row = await db.selectFrom('approval_act').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  return row !== undefined
}

/** Moves the steps to where an act brought them. The closed ones first: only one step may be open at a time. */
export async function setSteps(
  trx: Transaction<OfficeDb>,
  proposalId: string,
  before: readonly RouteStep[],
  after: readonly RouteStep[],
): Promise<void> {
  const changed = after.filter((step) => before.find((each) => each.step === step.step)?.state !== step.state)
  const ordered = [
    ...changed.filter((step) => step.state !== 'open'),
    ...changed.filter((step) => step.state === 'open'),
  ]
  for (const step of ordered) {
    await trx
      .updateTable('approval_step')
      .set({ state: step.state })
      .where('proposal_id', '=', proposalId)
      .where('step', '=', step.step)
      .execute()
  }
}

export async function setState(
  trx: Transaction<OfficeDb>,
  proposalId: string,
  to: {
    readonly state: ProposalState
    readonly at: Date
    readonly decided?: { readonly on: string; readonly manner: 'decision' | 'delegated' | 'substitute' }
  },
): Promise<void> {
  const alive = to.state === 'circulating' || to.state === 'held'
  await trx
    .updateTable('proposal')
    .set((eb) => ({
      state: to.state,
      ended_at: alive ? null : to.at,
      decided_on: to.decided?.on ?? null,
      decided_manner: to.decided?.manner ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', proposalId)
    .execute()
}

/** Asks the absent to see afterwards (後閲) what was done in their place; again when they had seen an earlier act of it. */
export async function askPostReview(
  trx: Transaction<OfficeDb>,
  proposalId: string,
  persons: readonly { readonly staffId: string; readonly staffName: string; readonly postName: string }[],
  at: Date,
): Promise<void> {
  if (persons.length === 0) return
  await trx
    .insertInto('post_review')
    .values(
      persons.map((person) => ({
        proposal_id: proposalId,
        staff_id: person.staffId,
        staff_name: person.staffName,
        post_name: person.postName,
        asked_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'proposal_id', 'staff_id']).doUpdateSet({ asked_at: at, seen_at: null }),
    )
    .execute()
}

/** True when it was open and is now seen. */
export async function markReviewed(
  trx: Transaction<OfficeDb>,
  proposalId: string,
  staffId: string,
  at: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('post_review')
    .set({ seen_at: at })
    .where('proposal_id', '=', proposalId)
    .where('staff_id', '=', staffId)
    .where('seen_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
