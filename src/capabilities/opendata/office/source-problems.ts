import type { Derivation } from '../language/dataset.ts'
import type { ProblemCode } from '../values/outcome.ts'

/** What is wrong with one row of a source that the system makes a dataset of. */
export interface SourceProblem {
  /** Of the row: the entry of a register. */
  readonly key: string
  readonly name: string
  /**
   * `many-gone`: a file was published before, and most of its rows are not in the source. `venue-unknown`: the place of an event has no entry in the
   * register of facilities, so that nobody knows where it is.
   */
  readonly code: ProblemCode | 'many-gone' | 'venue-unknown'
  readonly level: 'error' | 'warning'
  /** Title of the column; absent: the row as a whole. */
  readonly column?: string
  readonly detail?: string
}

/** Where people put the source right; undefined: nobody types it. */
export function sourceAddress(derived: Derivation, key?: string): string | undefined {
  if (derived !== 'facilities' && derived !== 'events') return undefined
  return `/catalogue/registers/${derived}${key === undefined ? '' : `/${key}`}`
}
