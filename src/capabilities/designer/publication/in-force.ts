/** A version on the calendar. Days are `YYYY-MM-DD`. */
export interface DatedVersion {
  readonly number: number
  readonly effectiveFrom: string
}

/** When a version is in force: from its day to the day before a newer one begins. `until` undefined: it goes on. */
export interface Reign {
  readonly number: number
  /** `never`: a newer version begins no later. */
  readonly state: 'in-force' | 'planned' | 'past' | 'never'
  /** First day of the version that follows. */
  readonly followedOn?: string
}

/** The rule of the catalogue: on a day, the newest number that has begun. */
export function reignsOf(versions: readonly DatedVersion[], today: string): readonly Reign[] {
  return versions.map(({ number, effectiveFrom }) => {
    const newer = versions.filter((each) => each.number > number).map((each) => each.effectiveFrom)
    const followedOn = newer.toSorted()[0]
    const end = followedOn === undefined ? {} : { followedOn }
    if (followedOn !== undefined && followedOn <= effectiveFrom) return { number, state: 'never', ...end }
    if (effectiveFrom > today) return { number, state: 'planned', ...end }
    return { number, state: followedOn !== undefined && followedOn <= today ? 'past' : 'in-force', ...end }
  })
}
