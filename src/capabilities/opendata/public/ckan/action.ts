import type { Parameters } from './parameters.ts'
import type { Shelf } from './shelf.ts'

/** Something that can be asked. All of them only read. */
export interface Action {
  /** What `help_show` says of it. */
  readonly help: string
  /** Gives the `result`; throws `CkanProblem`. */
  run(given: Parameters, shelf: Shelf): unknown
}

export type Actions = Readonly<Record<string, Action>>
