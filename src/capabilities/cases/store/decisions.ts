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
  readonly ended: 'decided' | 'notice' | 'sent-back' | 'recalled' | 'withdrawn' | null
  readonly endedAt: Date | null
  readonly decidedOn: string | null
  readonly documentNumber: string | null
  readonly content: DecisionContent
  readonly returnReason: string
}

/** Everything that was proposed for a case, newest first. */
export async function listDecisions(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly DecisionRecord[]> {
  const rows = await db
    .selectFrom('case_decision')
    .selectAll()
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
    documentNumber: row.document_number,
    content: vault.open<DecisionContent>(`decision/${row.id}`, row.box),
    returnReason: row.return_box ? vault.open<{ reason: string }>(`return/${row.id}`, row.return_box).reason : '',
  }))
}

export interface LetterRecord {
  readonly letterId: string
  readonly purpose: 'decision' | 'hearing' | 'cancellation'
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
