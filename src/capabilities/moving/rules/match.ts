/** How two people agree. Kana and birth day together are the strongest; each alone counts only with the address. */
export const matchKinds = ['kana-birth', 'kana-address', 'birth-address'] as const
export type MatchKind = (typeof matchKinds)[number]

/** Agreement found in the index: this person of the new notice with somebody of that household. */
export interface Agreement {
  readonly householdId: string
  readonly person: number
  readonly kind: MatchKind | 'address'
}

/** A household that the new notice may be about. */
export interface MatchCandidate {
  readonly householdId: string
  /** People of the new notice who agree, by their place, with everything they agree in. */
  readonly people: readonly { readonly person: number; readonly kinds: readonly MatchKind[] }[]
  readonly address: boolean
  /** Everybody agrees in kana and birth day, and an address agrees. */
  readonly full: boolean
}

export type MatchOutcome =
  | { readonly match: 'none' }
  | { readonly match: 'automatic'; readonly householdId: string }
  | { readonly match: 'open'; readonly candidates: readonly MatchCandidate[] }

/**
 * What the index found, as households. An address alone makes no candidate: a house has had other people in it.
 * Strongest first.
 */
export function candidatesOf(found: readonly Agreement[], people: number): readonly MatchCandidate[] {
  const households = new Map<string, { people: Map<number, Set<MatchKind>>; address: boolean }>()
  for (const { householdId, person, kind } of found) {
    const household = households.get(householdId) ?? { people: new Map(), address: false }
    households.set(householdId, household)
    if (kind === 'address') household.address = true
    else household.people.set(person, (household.people.get(person) ?? new Set()).add(kind))
  }
  return [...households]
    .filter(([, household]) => household.people.size > 0)
    .map(([householdId, household]): MatchCandidate => {
      const who = [...household.people]
        .map(([person, kinds]) => ({ person, kinds: matchKinds.filter((kind) => kinds.has(kind)) }))
        .toSorted((a, b) => a.person - b.person)
      const strong = who.filter(({ kinds }) => kinds.includes('kana-birth')).length
      return { householdId, people: who, address: household.address, full: strong === people && household.address }
    })
    .toSorted((a, b) => strength(b) - strength(a) || a.householdId.localeCompare(b.householdId))
}

const strength = ({ people, address }: MatchCandidate): number =>
  people.reduce((sum, { kinds }) => sum + (kinds.includes('kana-birth') ? 4 : 1), 0) + (address ? 1 : 0)

/** Joins only what is beyond doubt: one candidate, and it agrees in full. Everything else is a clerk's to pick. */
export function judgeMatch(candidates: readonly MatchCandidate[]): MatchOutcome {
  const [first] = candidates
  if (first === undefined) return { match: 'none' }
  if (candidates.length === 1 && first.full) return { match: 'automatic', householdId: first.householdId }
  return { match: 'open', candidates }
}
