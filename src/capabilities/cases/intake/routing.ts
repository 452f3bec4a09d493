import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Answers, CityFacts, CompiledProcedure, Filing } from '../../procedures/index.ts'
import { type CaseState, openStates } from '../rules/states.ts'
import type { CasesDb } from '../store/tables.ts'

/** Code of the section in charge: the first routing line that holds, else the owner of the procedure. */
export function ownerCodeOf(procedure: CompiledProcedure, answers: Answers, filing: Filing, facts: CityFacts): string {
  return procedure.sectionOf(answers, filing, facts)
}

/** Keyed hash of what makes two applications the same matter; null when the procedure knows no such thing. */
export function duplicateTokenOf(
  keys: KeyRing,
  cityId: string,
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  facts: CityFacts,
): Buffer | null {
  const key = procedure.duplicateKey(answers, filing, facts)
  const { id, duplicates } = procedure.definition
  // A scope has its own kind of head: no procedure's id is ever taken for it.
  const head = duplicates?.scope === undefined ? id : `scope:${duplicates.scope}`
  return key === undefined || key === '' ? null : Buffer.from(keys.token(cityId, 'search', `duplicate:${head}:${key}`))
}

/** States in which another case of the same matter counts as a possible duplicate. */
export function statesOfDuplicates(procedure: CompiledProcedure): readonly CaseState[] {
  return procedure.definition.duplicates?.among === 'open' ? openStates : [...openStates, 'completed']
}

/** Other open or granted cases of the same matter, newest first: ids, at most ten. The token holds procedure or scope. */
export async function findDuplicates(
  db: Kysely<CasesDb>,
  procedure: CompiledProcedure,
  token: Buffer | null,
  caseId: string,
): Promise<readonly string[]> {
  if (token === null) return []
  const rows = await db
    .selectFrom('case_file')
    .select('id')
    .where('duplicate_token', '=', token)
    .where('id', '<>', caseId)
    .where('state', 'in', [...statesOfDuplicates(procedure)])
    .orderBy('arrived_at', 'desc')
    .limit(10)
    .execute()
  if (rows.length > 0)
    await sql`update case_file set possible_duplicate = true
      where id = any(${rows.map((row) => row.id)}::uuid[]) and closed_at is null and not possible_duplicate`.execute(db)
  return rows.map((row) => row.id)
}
