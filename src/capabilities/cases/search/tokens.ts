import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { CasesDb } from '../store/tables.ts'
import type { QueryTerm } from './search-terms.ts'

/** Eight bytes of the keyed hash: enough to tell words apart in a city, too few to prove one. */
const tokenBytes = 8

export function tokenOf(keys: KeyRing, cityId: string, word: string): Buffer {
  return Buffer.from(keys.token(cityId, 'search', word).subarray(0, tokenBytes))
}

/** Writes the words of a case, hashed. Run again after a correction, it adds the new ones: old ones still find it. */
export async function insertSearchTokens(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  caseId: string,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0) return
  const tokens = words.map((word) => tokenOf(keys, cityId, word))
  await sql`insert into case_search_token (token, case_id)
    select token, ${caseId}::uuid from unnest(${tokens}::bytea[]) as token
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
