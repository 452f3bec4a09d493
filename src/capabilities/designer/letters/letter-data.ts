import type { WorkingCopy } from '../copy.ts'
import { type LocalTextLike, type OutlineData, outlineOf } from '../outline/shape.ts'
import type { OutcomeFieldLike } from './outcome-field.ts'

export interface OutcomeLike {
  readonly id: string
  readonly label?: LocalTextLike
  readonly letter?: string
  readonly result?: string
  readonly adverse?: boolean
  readonly fields?: readonly OutcomeFieldLike[]
  readonly grounds?: readonly { readonly id: string; readonly text: string }[]
}

/** As much of a definition as the screens of letters read; a working copy may be broken anywhere. */
export interface LettersData extends OutlineData {
  readonly letters?: Readonly<
    Record<
      string,
      | { readonly title?: string; readonly template?: string; readonly numbered?: boolean; readonly seal?: string }
      | undefined
    >
  >
  readonly outcomes?: readonly OutcomeLike[]
}

export function lettersOf(copy: WorkingCopy): LettersData | undefined {
  return outlineOf(copy.source) as LettersData | undefined
}
