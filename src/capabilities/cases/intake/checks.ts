import { type Kysely, sql } from 'kysely'
import type { Answers, CityFacts, CompiledProcedure, Filing } from '../../procedures/index.ts'
import type { CasesDb } from '../store/tables.ts'
import type { CaseVault } from '../vault.ts'

/** What the box of a checklist item holds: words, which may show what was answered. */
export interface CheckContent {
  readonly label: string
  readonly finding: string
  readonly source?: string
  readonly article?: string
}

/** What the program finds of one item of the checklist. */
export interface FoundCheck {
  readonly id: string
  readonly outcome: 'pass' | 'fail' | 'person'
  readonly content: CheckContent
}

/** Runs the definition's checklist. */
export function findChecks(
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  facts: CityFacts,
): readonly FoundCheck[] {
  return procedure.checklist(answers, filing, facts).map(({ id, outcome, label, finding, source, article }) => ({
    id,
    outcome,
    content: { label, finding, ...(source ? { source } : {}), ...(article ? { article } : {}) },
  }))
}

/** Writes the checklists of new cases. */
export async function insertChecks(
  db: Kysely<CasesDb>,
  cases: readonly { readonly vault: CaseVault; readonly checks: readonly FoundCheck[] }[],
): Promise<void> {
  const rows = cases.flatMap(({ vault, checks }) =>
    checks.map(({ id, outcome, content }, position) => ({
      case_id: vault.caseId,
      item_id: id,
      position,
      outcome,
      box: vault.seal(`check/${id}`, content),
    })),
  )
  if (rows.length > 0) await db.insertInto('case_check').values(rows).execute()
}

/**
 * Runs the definition's checklist and writes it. Run again after a correction: the program's findings are new, marks by
 * a person stay, save where the program's outcome changed: then the person looks again.
 */
export async function runChecks(
  db: Kysely<CasesDb>,
  vault: CaseVault,
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  facts: CityFacts,
): Promise<{ checks_total: number; checks_passed: number; checks_open: number }> {
  const items = findChecks(procedure, answers, filing, facts)
  const ids = items.map((item) => item.id)
  await db
    .deleteFrom('case_check')
    .where('case_id', '=', vault.caseId)
    .$if(ids.length > 0, (query) => query.where('item_id', 'not in', ids))
    .execute()
  for (const [position, item] of items.entries()) {
    await sql`insert into case_check (case_id, item_id, position, outcome, box)
      values (${vault.caseId}, ${item.id}, ${position}, ${item.outcome}, ${vault.seal(`check/${item.id}`, item.content)})
      on conflict (tenant_id, case_id, item_id) do update set
        position = excluded.position, box = excluded.box, outcome = excluded.outcome,
        mark = case when case_check.outcome = excluded.outcome then case_check.mark end,
        marked_at = case when case_check.outcome = excluded.outcome then case_check.marked_at end,
        marked_by = case when case_check.outcome = excluded.outcome then case_check.marked_by end,
        marked_by_name = case when case_check.outcome = excluded.outcome then case_check.marked_by_name end`.execute(db)
  }
  return countChecks(db, vault.caseId)
}

/** Totals for lists: a person's mark counts before the program's finding. */
export async function countChecks(
  db: Kysely<CasesDb>,
  caseId: string,
): Promise<{ checks_total: number; checks_passed: number; checks_open: number }> {
  const rows = await db.selectFrom('case_check').select(['outcome', 'mark']).where('case_id', '=', caseId).execute()
  const settled = rows.map((row) => row.mark ?? row.outcome)
  return {
    checks_total: rows.length,
    checks_passed: settled.filter((outcome) => outcome === 'pass').length,
    checks_open: settled.filter((outcome) => outcome === 'person').length,
  }
}
