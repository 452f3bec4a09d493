import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { Author } from '../copy.ts'

export type PublicationState = 'proposed' | 'approved' | 'sent-back' | 'recalled'

/** The record of a decision on a publication. Days are `YYYY-MM-DD`. */
export interface PublicationProposal {
  readonly id: string
  readonly copyId: string
  readonly procedureId: string
  readonly saveNumber: number
  readonly hash: string
  /** Newest published number when it was proposed. */
  readonly baseNumber: number | undefined
  readonly holdsFrom: string
  readonly reason: string
  readonly state: PublicationState
  readonly proposedBy: string
  readonly proposedName: string
  readonly proposedPost: string
  readonly proposedAt: Date
  readonly decidedName: string
  readonly decidedPost: string
  readonly decidedAt: Date | undefined
  readonly comment: string
  readonly publishedNumber: number | undefined
}

export async function insertProposal(
  trx: Transaction<OfficeDb>,
  proposal: Pick<
    PublicationProposal,
    'id' | 'copyId' | 'procedureId' | 'saveNumber' | 'hash' | 'baseNumber' | 'holdsFrom' | 'reason'
  >,
  author: Author,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('publication_proposal')
    .values({
      id: proposal.id,
      copy_id: proposal.copyId,
      procedure_id: proposal.procedureId,
      save_number: proposal.saveNumber,
      hash: proposal.hash,
      base_number: proposal.baseNumber ?? null,
      holds_from: proposal.holdsFrom,
      reason: proposal.reason,
      state: 'proposed',
      proposed_by: author.staffId,
      proposed_name: author.name,
      proposed_post: author.post,
      proposed_at: at,
    })
    .execute()
}

/** All proposals of a working copy, newest first. */
export async function listProposals(db: Kysely<OfficeDb>, copyId: string): Promise<readonly PublicationProposal[]> {
  const rows = await db
    .selectFrom('publication_proposal')
    .selectAll()
    .where('copy_id', '=', copyId)
    .orderBy('proposed_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    copyId: row.copy_id,
    procedureId: row.procedure_id,
    saveNumber: row.save_number,
    hash: row.hash,
    baseNumber: row.base_number ?? undefined,
    holdsFrom: row.holds_from,
    reason: row.reason,
    state: row.state as PublicationState,
    proposedBy: row.proposed_by,
    proposedName: row.proposed_name,
    proposedPost: row.proposed_post,
    proposedAt: row.proposed_at,
    decidedName: row.decided_name ?? '',
    decidedPost: row.decided_post ?? '',
    decidedAt: row.decided_at ?? undefined,
    comment: row.decision_comment,
    publishedNumber: row.published_number ?? undefined,
  }))
}

/** Ends a proposal that nobody has ended; false when somebody was quicker. */
export async function endProposal(
  trx: Transaction<OfficeDb>,
  id: string,
  end: {
    readonly state: Exclude<PublicationState, 'proposed'>
    readonly author: Author
    readonly at: Date
    readonly comment: string
    readonly publishedNumber?: number
  },
): Promise<boolean> {
  const result = await trx
    .updateTable('publication_proposal')
    .set({
      state: end.state,
      decided_by: end.author.staffId,
      decided_name: end.author.name,
      decided_post: end.author.post,
      decided_at: end.at,
      decision_comment: end.comment,
      published_number: end.publishedNumber ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
