import type { Bounds } from '../published.ts'

/** What is asked of the rows of one version. All conditions hold together. */
export interface RowQuery {
  readonly versionKey: number
  readonly conditions: readonly Condition[]
  /** Words that all stand somewhere in the row. */
  readonly words: readonly string[]
  readonly bounds?: Bounds
  /** Without it: in the order of the file. */
  readonly sort: readonly SortBy[]
  readonly offset: number
  readonly limit: number
}

/** Stands for the number of a row where a column is named; no column is called so. */
export const rowNumber = '_id'

export interface SortBy {
  /** Id of a column, or `rowNumber`. */
  readonly column: string
  readonly descending: boolean
  readonly numeric: boolean
}

export type Condition =
  /** Equal to one of the texts, or of the numbers however they are written; an empty text means an empty cell. */
  | { readonly kind: 'is'; readonly column: string; readonly values: readonly string[]; readonly numeric?: boolean }
  /** One of the parts between semicolons. */
  | { readonly kind: 'includes'; readonly column: string; readonly value: string }
  /** A word stands somewhere in the cell, in any spelling. `worded`: a column whose words the loader wrote. */
  | { readonly kind: 'contains'; readonly column: string; readonly text: string; readonly worded: boolean }
  /** One of these rows of the version. */
  | { readonly kind: 'row'; readonly numbers: readonly number[] }
  /** Both ends included; days and times compare as texts. */
  | {
      readonly kind: 'between'
      readonly column: string
      readonly from?: string
      readonly to?: string
      readonly numeric: boolean
    }

export interface FoundRow {
  readonly rowNo: number
  readonly rowKey: string
  readonly cells: Readonly<Record<string, string>>
  readonly lon: number | null
  readonly lat: number | null
}

export interface PlacedRow extends FoundRow {
  readonly lon: number
  readonly lat: number
}

/** A version's rows, all of them, in the order of the file. */
export const allRows = (versionKey: number, limit: number, offset = 0): RowQuery => ({
  versionKey,
  conditions: [],
  words: [],
  sort: [],
  offset,
  limit,
})
