import type { Kysely } from 'kysely'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface NoteRecord {
  readonly id: string
  readonly authorName: string
  readonly at: Date
  readonly text: string
}

/** Notes of the office, newest first. */
export async function listNotes(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly NoteRecord[]> {
  const rows = await db
    .selectFrom('case_note')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    authorName: row.author_name,
    at: row.at,
    text: vault.open<{ text: string }>('note', row.box).text,
  }))
}
