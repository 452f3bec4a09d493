import type { Kysely } from 'kysely'
import type { CorrectionContent } from '../content.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface CorrectionRecord {
  readonly id: string
  readonly requestedByName: string
  readonly requestedAt: Date
  readonly dueOn: string
  readonly paths: readonly string[]
  readonly answeredPaths: readonly string[]
  readonly answeredAt: Date | null
  readonly closedAt: Date | null
  readonly ended: 'answered' | 'closed' | 'lapsed' | 'withdrawn' | null
  readonly content: CorrectionContent
  readonly comment: string
}

/** All correction requests of a case, newest first. */
export async function listCorrections(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly CorrectionRecord[]> {
  const rows = await db
    .selectFrom('case_correction')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('requested_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    requestedByName: row.requested_by_name,
    requestedAt: row.requested_at,
    dueOn: row.due_on,
    paths: row.paths,
    answeredPaths: row.answered_paths,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    ended: row.ended,
    content: vault.open<CorrectionContent>(`correction/${row.id}`, row.box),
    comment: row.comment_box ? vault.open<{ text: string }>(`correction-comment/${row.id}`, row.comment_box).text : '',
  }))
}

/** The request that still waits, if there is one: at most one at a time. */
export async function findOpenCorrection(db: Kysely<CasesDb>, vault: CaseVault): Promise<CorrectionRecord | undefined> {
  return (await listCorrections(db, vault)).find((each) => each.closedAt === null)
}

export async function closeCorrection(
  db: Kysely<CasesDb>,
  caseId: string,
  ended: 'answered' | 'closed' | 'lapsed' | 'withdrawn',
  at: Date,
): Promise<void> {
  await db
    .updateTable('case_correction')
    .set({ closed_at: at, ended })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute()
}
