import { assuranceSuffices } from '../../../identity/index.ts'
import type { Assurance, CityFacts, CompiledProcedure, FilerKind } from '../../../procedures/index.ts'
import type { SignInLevel } from '../../drafts/start.ts'
import { signInNeeded } from '../../drafts/start.ts'
import { onlineFilers } from '../../drafts/visit.ts'

/** Why a procedure can't be filed together with the others, as things stand. */
export type LeftOut =
  /** Another system carries it, or nobody files it online. */
  | { readonly why: 'not-online' }
  | { readonly why: 'closed' }
  /** This filer may not; these may. */
  | { readonly why: 'filer'; readonly may: readonly FilerKind[] }
  | { readonly why: 'assurance'; readonly level: SignInLevel }
  | { readonly why: 'too-many' }

export interface Sorted<T> {
  readonly taken: readonly T[]
  readonly leftOut: readonly { readonly each: T; readonly reason: LeftOut }[]
}

/** So many go together: more would be no relief to fill in. */
export const mostTogether = 8

/** Kinds of filers that the procedures know, those that most of them know first. Nobody's order breaks a tie but theirs. */
export function filersOf(procedures: readonly CompiledProcedure[]): readonly FilerKind[] {
  const counts = new Map<FilerKind, number>()
  for (const procedure of procedures)
    for (const filer of onlineFilers(procedure)) counts.set(filer, (counts.get(filer) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([filer]) => filer)
}

/** Which of the procedures this person may file now as this filer, and why not the others. */
export function sortOut<T extends { readonly procedure: CompiledProcedure }>(
  all: readonly T[],
  as: {
    readonly filer: FilerKind
    readonly assurance: Assurance | undefined
    readonly today: string
    readonly facts: CityFacts
  },
): Sorted<T> {
  const taken: T[] = []
  const leftOut: { each: T; reason: LeftOut }[] = []
  for (const each of all) {
    const reason = reasonOf(each.procedure, as) ?? (taken.length >= mostTogether ? { why: 'too-many' } : undefined)
    if (reason === undefined) taken.push(each)
    else leftOut.push({ each, reason: reason as LeftOut })
  }
  return { taken, leftOut }
}

function reasonOf(procedure: CompiledProcedure, as: Parameters<typeof sortOut>[1]): LeftOut | undefined {
  const filers = onlineFilers(procedure)
  if (filers.length === 0) return { why: 'not-online' }
  if (!procedure.acceptance(as.today, as.facts).open) return { why: 'closed' }
  if (!filers.includes(as.filer)) return { why: 'filer', may: filers }
  const { assurance } = procedure.definition
  if (assurance.accepted.includes('none')) return undefined
  if (as.assurance !== undefined && assuranceSuffices(as.assurance, assurance.accepted)) return undefined
  return { why: 'assurance', level: signInNeeded(assurance, null) ?? 'contact' }
}

const strength: Readonly<Record<SignInLevel, number>> = { contact: 0, 'jpki-auth': 1, 'jpki-sign': 2 }

/** The sign-in that takes in everybody who is left out for want of one; undefined when nobody is. */
export function signInForAll(leftOut: Sorted<unknown>['leftOut']): SignInLevel | undefined {
  const levels = leftOut.flatMap(({ reason }) => (reason.why === 'assurance' ? [reason.level] : []))
  return levels.sort((a, b) => strength[b] - strength[a])[0]
}
