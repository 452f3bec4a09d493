import type { Kysely } from 'kysely'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface ConsultationRecord {
  readonly id: string
  readonly body: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly dueOn: string | null
  readonly answeredAt: Date | null
  readonly question: string
  readonly answer: string
}

/** What other bodies were asked, newest first. */
export async function listConsultations(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly ConsultationRecord[]> {
  const rows = await db
    .selectFrom('case_consultation')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    body: row.body_name,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    dueOn: row.due_on,
    answeredAt: row.answered_at,
    question: vault.open<{ text: string }>('question', row.question_box).text,
    answer: row.answer_box ? vault.open<{ text: string }>('consultation-answer', row.answer_box).text : '',
  }))
}
