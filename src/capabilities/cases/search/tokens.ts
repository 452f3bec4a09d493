import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { CasesDb } from '../store/tables.ts'
import type { QueryTerm } from './search-terms.ts'

/** Eight bytes of the keyed hash: enough to tell words apart in a city, too few to prove one. */
const tokenBytes = 8

export function tokenOf(keys: KeyRing, cityId: string, word: string): Buffer {
  return Buffer.from(keys.token(cityId, 'search', word).subarray(0, tokenBytes))
}

/** Writes the words of cases, hashed. Run again after a correction, it adds the new ones: old ones still find it. */
export async function insertSearchTokens(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  cases: readonly { readonly caseId: string; readonly words: readonly string[] }[],
): Promise<void> {
  const tokens = cases.flatMap(({ words }) => words.map((word) => tokenOf(keys, cityId, word)))
  if (tokens.length === 0) return
  const caseIds = cases.flatMap(({ caseId, words }) => words.map(() => caseId))
  await sql`insert into case_search_token (token, case_id)
    select * from unnest(${tokens}::bytea[], ${caseIds}::uuid[])
    on conflict do nothing`.execute(db)
}

/** One query term as tokens: the case has to hold all tokens of one of the alternatives. */
export interface TokenTerm {
  readonly alternatives: readonly (readonly Buffer[])[]
}

export function tokenTerms(keys: KeyRing, cityId: string, terms: readonly QueryTerm[]): readonly TokenTerm[] {
  return terms.map((term) => ({
    alternatives: term.alternatives.map((words) => words.map((word) => tokenOf(keys, cityId, word))),
  }))
}
