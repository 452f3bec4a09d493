/** What is counted while a version is loaded, so that its page draws charts without reading the rows. */
export interface VersionSummary {
  /** Column → what stands in it; columns about which nothing short can be said are not there. */
  readonly columns: Readonly<Record<string, ColumnSummary>>
  readonly population?: PopulationSummary
}

export type ColumnSummary = ValueCounts | NumberCounts

/** How many rows hold each value, the most frequent first; parts between semicolons count one by one. Days are counted by month. */
export interface ValueCounts {
  readonly kind: 'values' | 'months'
  /** Rows that are not empty here. */
  readonly filled: number
  readonly counts: readonly (readonly [value: string, rows: number])[]
}

/** Rows by steps of equal width: the first step is `from` up to and without `from + width`. */
export interface NumberCounts {
  readonly kind: 'numbers'
  readonly filled: number
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly from: number
  readonly width: number
  readonly counts: readonly number[]
}

/** People by day, for the whole and by area. Bands are those of the definition, in its order. */
export interface PopulationSummary {
  /** Ascending. */
  readonly days: readonly string[]
  readonly whole: readonly PeopleOnDay[]
  /** Totals of each area for `days`; null where it was not counted. */
  readonly areas: readonly { readonly area: string; readonly totals: readonly (number | null)[] }[]
}

export interface PeopleOnDay {
  readonly total: number
  readonly male: readonly number[]
  readonly female: readonly number[]
}
