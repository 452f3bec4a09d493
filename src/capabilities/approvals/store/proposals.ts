import type { Kysely, Selectable, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Proposal, ProposalBody } from '../proposal.ts'
import type { ProposalState, StepState } from '../rules/act.ts'
import type { PlannedStep, StepAct } from '../rules/route.ts'
import { openBody, openComment, sealBody } from './body.ts'

export interface NewProposal {
  readonly id: string
  readonly subject: string
  readonly subjectId: string
  readonly decisionId: string
  readonly receiptNumber: string
  readonly procedureId: string
  readonly matter: {
    readonly matter: string
    readonly label: string
    readonly basis: string
    readonly substitution: boolean
    readonly bulk: boolean
  }
  readonly amount: number | null
  readonly section: { readonly id: string; readonly name: string }
  readonly proposer: { readonly id: string; readonly name: string; readonly post: string }
  readonly authors: readonly string[]
  readonly outcomeLabel: string
  readonly adverse: boolean
  readonly body: ProposalBody
  readonly retention: string
  readonly dueOn: string | null
  readonly at: Date
  readonly requestKey: string
  readonly steps: readonly PlannedStep[]
}

/** Writes a proposal and its route; the first step is open. */
export async function insertProposal(
  trx: Transaction<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  proposal: NewProposal,
): Promise<Buffer> {
  const { box, hash } = sealBody(keys, cityId, proposal.id, proposal.body)
  await trx
    .insertInto('proposal')
    .values({
      id: proposal.id,
      subject: proposal.subject,
      subject_id: proposal.subjectId,
      decision_id: proposal.decisionId,
      receipt_number: proposal.receiptNumber,
      procedure_id: proposal.procedureId,
      matter: proposal.matter.matter,
      matter_label: proposal.matter.label,
      amount: proposal.amount,
      basis: proposal.matter.basis,
      substitution: proposal.matter.substitution,
      bulk: proposal.matter.bulk,
      section_id: proposal.section.id,
      section_name: proposal.section.name,
      proposer_id: proposal.proposer.id,
      proposer_name: proposal.proposer.name,
      proposer_post: proposal.proposer.post,
      authors: [...proposal.authors],
      outcome_label: proposal.outcomeLabel,
      adverse: proposal.adverse,
      body: box,
      body_hash: hash,
      state: 'circulating',
      retention: proposal.retention,
      due_on: proposal.dueOn,
      proposed_at: proposal.at,
      request_key: proposal.requestKey,
    })
    .execute()
  await trx
    .insertInto('approval_step')
    .values(
      proposal.steps.map((step, index) => ({
        proposal_id: proposal.id,
        step: index + 1,
        act: step.act,
        section_id: step.sectionId,
        section_name: step.sectionName,
        rank: step.rank,
        post_name: step.postName,
        state: index === 0 ? 'open' : 'waiting',
      })),
    )
    .execute()
  return hash
}

export async function findByRequestKey(db: Kysely<OfficeDb>, requestKey: string): Promise<string | null> {
  const row = await db.selectFrom('proposal').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  return row?.id ?? null
}

/** Locks the proposal against other acts until the transaction ends; null when it is not this city's. */
export async function lockProposal(trx: Transaction<OfficeDb>, id: string): Promise<boolean> {
  const row = await trx.selectFrom('proposal').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return row !== undefined
}

/** A proposal with its route, acts and post reviews, opened. Null when it is not there. */
export async function findProposal(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  id: string,
): Promise<Proposal | null> {
  return (await listProposals(db, keys, cityId, [id]))[0] ?? null
}

/** Those of these proposals that are there, in the given order, with the same few questions however many they are. */
export async function listProposals(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  ids: readonly string[],
): Promise<readonly Proposal[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('proposal').selectAll().where('id', 'in', ids).execute()
  if (rows.length === 0) return []
  const [steps, acts, reviews] = await Promise.all([
    db.selectFrom('approval_step').selectAll().where('proposal_id', 'in', ids).orderBy('step').execute(),
    db.selectFrom('approval_act').selectAll().where('proposal_id', 'in', ids).orderBy('number').execute(),
    db
      .selectFrom('post_review')
      .selectAll()
      .where('proposal_id', 'in', ids)
      .orderBy('asked_at')
      .orderBy('staff_id')
      .execute(),
  ])
  const of = <T extends { readonly proposal_id: string }>(id: string, all: readonly T[]): readonly T[] =>
    all.filter((each) => each.proposal_id === id)
  return rows
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map((row) => ({
      ...headOf(row),
      body: openBody(keys, cityId, row.id, row.body),
      steps: of(row.id, steps).map((step) => ({
        step: step.step,
        act: step.act as StepAct,
        state: step.state as StepState,
        sectionId: step.section_id,
        sectionName: step.section_name,
        rank: step.rank,
        postName: step.post_name,
      })),
      acts: of(row.id, acts).map((act) => ({
        step: act.step,
        act: act.act as Proposal['acts'][number]['act'],
        staffId: act.staff_id,
        staffName: act.staff_name,
        postName: act.post_name,
        sectionName: act.section_name,
        substituteFor: act.substitute_for,
        comment: openComment(keys, cityId, act.id, act.comment),
        at: act.acted_at,
      })),
      postReviews: of(row.id, reviews).map((review) => ({
        staffId: review.staff_id,
        staffName: review.staff_name,
        postName: review.post_name,
        seenAt: review.seen_at,
      })),
    }))
}

function headOf(row: Selectable<OfficeDb['proposal']>): Omit<Proposal, 'body' | 'steps' | 'acts' | 'postReviews'> {
  return {
    id: row.id,
    subject: row.subject,
    subjectId: row.subject_id,
    decisionId: row.decision_id,
    receiptNumber: row.receipt_number,
    procedureId: row.procedure_id,
    matter: row.matter,
    matterLabel: row.matter_label,
    basis: row.basis,
    substitution: row.substitution,
    bulk: row.bulk,
    sectionId: row.section_id,
    sectionName: row.section_name,
    proposerId: row.proposer_id,
    proposerName: row.proposer_name,
    proposerPost: row.proposer_post,
    authors: row.authors,
    outcomeLabel: row.outcome_label,
    adverse: row.adverse,
    bodyHash: row.body_hash.toString('hex'),
    state: row.state as ProposalState,
    retention: row.retention,
    dueOn: row.due_on,
    proposedAt: row.proposed_at,
    endedAt: row.ended_at,
    decidedOn: row.decided_on,
    version: row.version,
  }
}
