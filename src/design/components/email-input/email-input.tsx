import type { JSX } from 'preact'
import { type InputProps, OneLineField } from '../field/input.tsx'

export type EmailInputProps = Omit<InputProps, 'type' | 'inputmode' | 'unit'>

/** An e-mail address. */
export function EmailInput(props: EmailInputProps): JSX.Element {
  return (
    <OneLineField
      {...props}
      type="email"
      width={props.width ?? '20'}
      autocomplete={props.autocomplete ?? 'email'}
      spellcheck={false}
      check="email"
    />
  )
}
