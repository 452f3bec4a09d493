import type { AttachedFile, FieldProps, Town, Words } from '../../../design/index.ts'
import type { PlacedField } from '../engine.ts'
import type { Field } from '../language/definition.ts'

/** What a look-up without script found: towns to choose from, and the words beside the button. */
export interface LookedUp {
  readonly towns?: readonly string[]
  readonly found?: Words
}

/** What one control is made from. */
export interface ControlProps {
  readonly placed: PlacedField
  readonly field: Field
  readonly base: FieldProps
  /** What the inputs show, by part (`''`: the field's own name). */
  readonly value: Readonly<Record<string, string>>
  /** Parts to put right. */
  readonly wrong: readonly string[]
  readonly files: readonly AttachedFile[]
  readonly lookup?: LookedUp
  readonly map?: {
    readonly towns: readonly Town[]
    readonly boundary: readonly (readonly (readonly [number, number])[])[]
  }
  /** A full register entry may be chosen for the waiting list. */
  readonly waitingList: boolean
  /** Whether an individual number may be asked here, and whether one was given. */
  readonly asked: boolean
  readonly answered: boolean
}
