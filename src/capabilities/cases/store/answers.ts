import type { Kysely } from 'kysely'
import type { CaseContent } from '../content.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

export interface AnswersRevision {
  readonly revision: number
  readonly madeBy: 'submission' | 'correction' | 'paper' | 'import'
  readonly at: Date
  readonly content: CaseContent
}

/** All revisions, oldest first. There is always at least one. */
export async function listRevisions(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly AnswersRevision[]> {
  const rows = await db
    .selectFrom('case_answers')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('revision')
    .execute()
  return rows.map((row) => ({
    revision: row.revision,
    madeBy: row.made_by,
    at: row.at,
    content: vault.open<CaseContent>(`answers/${row.revision}`, row.box),
  }))
}

export async function getLatestRevision(db: Kysely<CasesDb>, vault: CaseVault): Promise<AnswersRevision> {
  const row = await db
    .selectFrom('case_answers')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    revision: row.revision,
    madeBy: row.made_by,
    at: row.at,
    content: vault.open<CaseContent>(`answers/${row.revision}`, row.box),
  }
}

export async function insertRevision(
  db: Kysely<CasesDb>,
  vault: CaseVault,
  given: {
    readonly revision: number
    readonly madeBy: 'correction'
    readonly correctionId: string
    readonly at: Date
    readonly content: CaseContent
  },
): Promise<void> {
  await db
    .insertInto('case_answers')
    .values({
      case_id: vault.caseId,
      revision: given.revision,
      made_by: given.madeBy,
      correction_id: given.correctionId,
      at: given.at,
      box: vault.seal(`answers/${given.revision}`, given.content),
    })
    .execute()
}
