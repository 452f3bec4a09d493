import type { Kysely } from 'kysely'
import type { CancellationContent, HearingNoticeContent } from '../content.ts'
import type { CancellationKind, Exemption, HearingWay } from '../rules/cancellation.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

/** A cancellation (取消し・撤回) of a decision, opened. Days are `YYYY-MM-DD`. */
export interface CancellationRecord {
  readonly id: string
  readonly decisionId: string
  readonly kind: CancellationKind
  readonly effectiveOn: string | null
  readonly adverse: boolean
  readonly law: 'act' | 'ordinance'
  readonly way: HearingWay
  readonly exemption: Exemption | null
  readonly delivery: 'portal' | 'post' | 'counter'
  readonly openedByName: string
  readonly openedAt: Date
  readonly noticedOn: string | null
  readonly noticedAt: Date | null
  readonly noticeBy: 'letter' | 'elsewhere' | null
  readonly answerOn: string | null
  readonly heardOn: string | null
  readonly heard: boolean | null
  readonly proposalId: string | null
  readonly preparedByName: string | null
  readonly preparedAt: Date | null
  readonly returned: 'sent-back' | 'recalled' | null
  readonly ended: 'decided' | 'dropped' | null
  readonly decidedOn: string | null
  readonly documentNumber: string | null
  readonly content: CancellationContent
  readonly notice: HearingNoticeContent | null
  readonly report: string
  readonly returnReason: string
  readonly endReason: string
}

/** Every cancellation of a case, newest first. */
export async function listCancellations(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly CancellationRecord[]> {
  const rows = await db
    .selectFrom('case_cancellation')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('opened_at', 'desc')
    .execute()
  const words = (place: string, box: Buffer | null): string =>
    box === null ? '' : vault.open<{ readonly text: string }>(place, box).text
  return rows.map((row) => ({
    id: row.id,
    decisionId: row.decision_id,
    kind: row.kind,
    effectiveOn: row.effective_on,
    adverse: row.adverse,
    law: row.law,
    way: row.way,
    exemption: row.exemption,
    delivery: row.delivery,
    openedByName: row.opened_by_name,
    openedAt: row.opened_at,
    noticedOn: row.noticed_on,
    noticedAt: row.noticed_at,
    noticeBy: row.notice_by,
    answerOn: row.answer_on,
    heardOn: row.heard_on,
    heard: row.heard,
    proposalId: row.proposal_id,
    preparedByName: row.prepared_by_name,
    preparedAt: row.prepared_at,
    returned: row.returned,
    ended: row.ended,
    decidedOn: row.decided_on,
    documentNumber: row.document_number,
    content: vault.open<CancellationContent>(cancellationBox(row.id), row.box),
    notice: row.notice_box ? vault.open<HearingNoticeContent>(`hearing/${row.id}`, row.notice_box) : null,
    report: words(`heard/${row.id}`, row.heard_box),
    returnReason: words(`cancellation-return/${row.id}`, row.return_box),
    endReason: words(`cancellation-end/${row.id}`, row.end_box),
  }))
}

/** Name of the box of its terms, bound to the row. */
export const cancellationBox = (id: string): string => `cancellation/${id}`

/** The one that is on its way; undefined when there is none. */
export async function runningCancellation(
  db: Kysely<CasesDb>,
  vault: CaseVault,
): Promise<CancellationRecord | undefined> {
  return (await listCancellations(db, vault)).find((each) => each.ended === null)
}
