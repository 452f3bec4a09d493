/** One row of the city's 決裁区分 table. Amounts are integer yen, days `YYYY-MM-DD`. */
export interface MatterRow {
  readonly matter: string
  readonly label: string
  readonly upTo: number | null
  readonly deciderRank: number
  readonly concurrence: readonly string[]
  readonly substitution: boolean
  readonly bulk: boolean
  readonly basis: string
  readonly beginsOn: string
  readonly endsOn: string | null
}

/** The row that decides: in force on the day, and the lowest limit that holds the amount. Null when the table has none. */
export function matterFor(
  rows: readonly MatterRow[],
  wanted: { readonly matter: string; readonly amount?: number; readonly onDay: string },
): MatterRow | null {
  const inForce = rows.filter(
    (row) =>
      row.matter === wanted.matter &&
      row.beginsOn <= wanted.onDay &&
      (row.endsOn === null || wanted.onDay <= row.endsOn) &&
      (row.upTo === null || (wanted.amount ?? 0) <= row.upTo),
  )
  const newest = inForce
    .map((row) => row.beginsOn)
    .sort()
    .at(-1)
  return (
    inForce
      .filter((row) => row.beginsOn === newest)
      .sort((a, b) => (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY))[0] ?? null
  )
}
