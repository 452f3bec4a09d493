import type { Kysely } from 'kysely'
import type { AmendmentContent } from '../content.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

/** A 更正 of a decision, opened. Days are `YYYY-MM-DD`. */
export interface AmendmentRecord {
  readonly id: string
  readonly decisionId: string
  readonly delivery: 'portal' | 'post' | 'counter'
  readonly proposalId: string | null
  readonly preparedByName: string
  readonly preparedAt: Date
  readonly ended: 'decided' | 'sent-back' | 'recalled' | null
  readonly decidedOn: string | null
  readonly documentNumber: string | null
  readonly content: AmendmentContent
  readonly returnReason: string
}

/** Every 更正 that was proposed for a case, newest first. */
export async function listAmendments(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly AmendmentRecord[]> {
  const rows = await db
    .selectFrom('case_amendment')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('prepared_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    decisionId: row.decision_id,
    delivery: row.delivery,
    proposalId: row.proposal_id,
    preparedByName: row.prepared_by_name,
    preparedAt: row.prepared_at,
    ended: row.ended,
    decidedOn: row.decided_on,
    documentNumber: row.document_number,
    content: vault.open<AmendmentContent>(amendmentBox(row.id), row.box),
    returnReason:
      row.return_box === null
        ? ''
        : vault.open<{ readonly text: string }>(`amendment-return/${row.id}`, row.return_box).text,
  }))
}

/** Name of the box of its terms, bound to the row. */
export const amendmentBox = (id: string): string => `amendment/${id}`

/** The one that is with the approvers; undefined when there is none. */
export async function runningAmendment(db: Kysely<CasesDb>, vault: CaseVault): Promise<AmendmentRecord | undefined> {
  return (await listAmendments(db, vault)).find((each) => each.ended === null)
}
