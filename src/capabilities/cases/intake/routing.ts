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

/** A new case as far as its matter goes. */
interface OfMatter {
  readonly caseId: string
  readonly duplicateToken: Buffer | null
  readonly given: { readonly procedure: CompiledProcedure }
}

/** `of`: the others of each, newest first, at most ten. `marked`: those of the new ones that are a possible duplicate. */
export interface Duplicates {
  readonly of: ReadonlyMap<string, readonly string[]>
  readonly marked: ReadonlySet<string>
}

/**
 * Other open or granted cases of the same matter as each of the new ones: those that are here, which are marked, and those
 * that come in before it in the same set. The token holds procedure or scope.
 */
export async function findDuplicates(db: Kysely<CasesDb>, cases: readonly OfMatter[]): Promise<Duplicates> {
  const asked = cases.flatMap(({ caseId, duplicateToken: token, given: { procedure } }) =>
    token === null ? [] : [{ caseId, token, states: statesOfDuplicates(procedure) }],
  )
  const known = await findKnown(db, asked)
  const of = new Map<string, readonly string[]>()
  const marked = new Set<string>()
  const before = new Map<string, readonly string[]>()
  for (const { caseId, token } of asked) {
    const matter = token.toString('hex')
    const earlier = before.get(matter) ?? []
    const others = [...earlier, ...(known.get(caseId) ?? [])].slice(0, 10)
    if (others.length > 0) for (const id of [caseId, ...earlier]) marked.add(id)
    of.set(caseId, others)
    before.set(matter, [caseId, ...earlier])
  }
  return { of, marked }
}

async function findKnown(
  db: Kysely<CasesDb>,
  asked: readonly { readonly caseId: string; readonly token: Buffer; readonly states: readonly CaseState[] }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  if (asked.length === 0) return found
  const { rows } = await sql<{ case_id: string; id: string }>`select a.case_id, c.id
    from unnest(${asked.map(({ caseId }) => caseId)}::uuid[], ${asked.map(({ token }) => token)}::bytea[],
      ${asked.map(({ states }) => states.join())}::text[]) as a (case_id, token, states)
    cross join lateral (select id, arrived_at from case_file
      where duplicate_token = a.token and state = any(string_to_array(a.states, ','))
      order by arrived_at desc limit 10) c
    order by c.arrived_at desc`.execute(db)
  for (const { case_id, id } of rows) found.set(case_id, [...(found.get(case_id) ?? []), id])
  if (rows.length > 0)
    await sql`update case_file set possible_duplicate = true
      where id = any(${[...new Set(rows.map(({ id }) => id))]}::uuid[]) and closed_at is null
        and not possible_duplicate`.execute(db)
  return found
}
