import type { Kysely } from 'kysely'
import type { DecisionContent, LetterContent } from '../content.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface DecisionRecord {
  readonly id: string
  readonly proposalId: string | null
  readonly outcomeId: string
  readonly result: string
  readonly adverse: boolean
  readonly preparedByName: string
  readonly preparedAt: Date
  readonly ended: 'decided' | 'notice' | 'sent-back' | 'recalled' | 'withdrawn' | 'annulled' | null
  readonly endedAt: Date | null
  readonly decidedOn: string | null
  /** Of the decision, or of its letter, which takes one when it is made. */
  readonly documentNumber: string | null
  /** As it stands: with what was put right since (更正). */
  readonly content: DecisionContent
  readonly returnReason: string
}

/** Everything that was proposed for a case, newest first. */
export async function listDecisions(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly DecisionRecord[]> {
  const rows = await db
    .selectFrom('case_decision')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('case_letter')
        .select('case_letter.document_number')
        .whereRef('case_letter.decision_id', '=', 'case_decision.id')
        .where('case_letter.document_number', 'is not', null)
        .limit(1)
        .as('letter_number'),
    )
    .where('case_id', '=', vault.caseId)
    .orderBy('prepared_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    proposalId: row.proposal_id,
    outcomeId: row.outcome_id,
    result: row.result,
    adverse: row.adverse,
    preparedByName: row.prepared_by_name,
    preparedAt: row.prepared_at,
    ended: row.ended,
    endedAt: row.ended_at,
    decidedOn: row.decided_on,
    documentNumber: row.document_number ?? row.letter_number,
    content:
      row.amended_box === null
        ? vault.open<DecisionContent>(decisionBox(row.id), row.box)
        : vault.open<DecisionContent>(amendedBox(row.id), row.amended_box),
    returnReason: row.return_box ? vault.open<{ reason: string }>(`return/${row.id}`, row.return_box).reason : '',
  }))
}

/** Names of the boxes of a decision, bound to the row: as it was decided, and as it stands after a 更正. */
export const decisionBox = (id: string): string => `decision/${id}`
export const amendedBox = (id: string): string => `decision/${id}/amended`

export interface LetterRecord {
  readonly letterId: string
  readonly purpose: 'decision' | 'hearing' | 'cancellation' | 'amendment'
  readonly decisionId: string | null
  readonly way: 'portal' | 'post' | 'counter'
  readonly title: string
  readonly documentNumber: string | null
  readonly orderedAt: Date
  readonly madeAt: Date | null
  readonly failure: string | null
  readonly deliveredAt: Date | null
  readonly readAt: Date | null
  readonly voidedAt: Date | null
  readonly content: LetterContent | null
}

export async function listLetters(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly LetterRecord[]> {
  const rows = await db
    .selectFrom('case_letter')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('ordered_at')
    .execute()
  return rows.map((row) => ({
    letterId: row.letter_id,
    purpose: row.purpose,
    decisionId: row.decision_id,
    way: row.way,
    title: row.title,
    documentNumber: row.document_number,
    orderedAt: row.ordered_at,
    madeAt: row.made_at,
    failure: row.made_at === null ? row.failure : null,
    deliveredAt: row.delivered_at,
    readAt: row.read_at,
    voidedAt: row.voided_at,
    content: row.box ? vault.open<LetterContent>(`letter/${row.letter_id}`, row.box) : null,
  }))
}
