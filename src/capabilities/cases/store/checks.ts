import type { Kysely } from 'kysely'
import type { CheckContent } from '../intake/checks.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface CheckRecord {
  readonly id: string
  /** What the program found. */
  readonly outcome: 'pass' | 'fail' | 'person'
  /** What a person settled; it counts. */
  readonly mark: 'pass' | 'fail' | null
  readonly markedByName: string | null
  readonly markedAt: Date | null
  readonly content: CheckContent
  readonly finding: string
}

export async function listChecks(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly CheckRecord[]> {
  const rows = await db
    .selectFrom('case_check')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.item_id,
    outcome: row.outcome,
    mark: row.mark,
    markedByName: row.marked_by_name,
    markedAt: row.marked_at,
    content: vault.open<CheckContent>(`check/${row.item_id}`, row.box),
    finding: row.finding_box ? vault.open<{ text: string }>(`finding/${row.item_id}`, row.finding_box).text : '',
  }))
}
