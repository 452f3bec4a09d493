import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import { openBody } from './body.ts'

/** One line of the approver's desk. */
export interface DeskLine {
  readonly id: string
  readonly title: string
  readonly receiptNumber: string
  readonly matterLabel: string
  readonly outcomeLabel: string
  readonly sectionName: string
  readonly proposerId: string
  readonly authors: readonly string[]
  readonly proposerName: string
  readonly proposedAt: Date
  readonly dueOn: string | null
  readonly held: boolean
  readonly bulk: boolean
  readonly substitution: boolean
  readonly version: number
  readonly act: string
  readonly openSectionId: string
  readonly openRank: number
}

const desk = (db: Kysely<OfficeDb>) =>
  db
    .selectFrom('proposal')
    .innerJoin('approval_step', (join) =>
      join.onRef('approval_step.proposal_id', '=', 'proposal.id').on('approval_step.state', '=', 'open'),
    )
    .select([
      'proposal.id',
      'proposal.body',
      'proposal.receipt_number',
      'proposal.matter_label',
      'proposal.outcome_label',
      'proposal.section_name',
      'proposal.proposer_id',
      'proposal.authors',
      'proposal.proposer_name',
      'proposal.proposed_at',
      'proposal.due_on',
      'proposal.state',
      'proposal.bulk',
      'proposal.substitution',
      'proposal.version',
      'approval_step.act',
      'approval_step.section_id as open_section_id',
      'approval_step.rank as open_rank',
    ])
    .orderBy('proposal.due_on')
    .orderBy('proposal.proposed_at')
    .orderBy('proposal.id')

/** Open steps of these posts, due first; at the most 200, which is more than a person can decide in a day. */
export async function listOpenSteps(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  posts: readonly { readonly sectionId: string; readonly rank: number }[],
): Promise<readonly DeskLine[]> {
  if (posts.length === 0) return []
  const rows = await desk(db)
    .where((eb) =>
      eb.or(
        posts.map((post) =>
          eb.and([eb('approval_step.section_id', '=', post.sectionId), eb('approval_step.rank', '=', post.rank)]),
        ),
      ),
    )
    .limit(200)
    .execute()
  return rows.map((row) => toLine(keys, cityId, row))
}

/** Proposals of one person that are going round. */
export async function listOwn(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
): Promise<readonly DeskLine[]> {
  const rows = await desk(db).where('proposal.proposer_id', '=', staffId).limit(200).execute()
  return rows.map((row) => toLine(keys, cityId, row))
}

/** Decisions made in a person's absence that they have not seen yet (後閲). */
export async function listPostReviews(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
): Promise<readonly { readonly id: string; readonly title: string; readonly askedAt: Date }[]> {
  const rows = await db
    .selectFrom('post_review')
    .innerJoin('proposal', 'proposal.id', 'post_review.proposal_id')
    .select(['proposal.id', 'proposal.body', 'post_review.asked_at'])
    .where('post_review.staff_id', '=', staffId)
    .where('post_review.seen_at', 'is', null)
    .orderBy('post_review.asked_at')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: openBody(keys, cityId, row.id, row.body).title,
    askedAt: row.asked_at,
  }))
}

/** Posts that have something open, so that the desk asks for the few that matter. */
export async function listOpenPosts(
  db: Kysely<OfficeDb>,
): Promise<readonly { readonly sectionId: string; readonly rank: number }[]> {
  const rows = await db
    .selectFrom('approval_step')
    .select(['section_id', 'rank'])
    .where('state', '=', 'open')
    .distinct()
    .execute()
  return rows.map((row) => ({ sectionId: row.section_id, rank: row.rank }))
}

type Row = Awaited<ReturnType<ReturnType<typeof desk>['execute']>>[number]

function toLine(keys: KeyRing, cityId: string, row: Row): DeskLine {
  return {
    id: row.id,
    title: openBody(keys, cityId, row.id, row.body).title,
    receiptNumber: row.receipt_number,
    matterLabel: row.matter_label,
    outcomeLabel: row.outcome_label,
    sectionName: row.section_name,
    proposerId: row.proposer_id,
    authors: row.authors,
    proposerName: row.proposer_name,
    proposedAt: row.proposed_at,
    dueOn: row.due_on,
    held: row.state === 'held',
    bulk: row.bulk,
    substitution: row.substitution,
    version: row.version,
    act: row.act,
    openSectionId: row.open_section_id,
    openRank: row.open_rank,
  }
}
