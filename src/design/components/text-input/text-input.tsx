import type { JSX } from 'preact'
import { type InputProps, OneLineField } from '../field/input.tsx'

export type TextInputProps = Omit<InputProps, 'unit'>

/** One line of text. */
export function TextInput(props: TextInputProps): JSX.Element {
  return <OneLineField {...props} />
}
