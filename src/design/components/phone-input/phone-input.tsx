import type { JSX } from 'preact'
import { type InputProps, OneLineField } from '../field/input.tsx'

export type PhoneInputProps = Omit<InputProps, 'type' | 'inputmode' | 'unit'>

/** A telephone number. Hyphens and full-width digits are accepted and tidied when the page is read. */
export function PhoneInput(props: PhoneInputProps): JSX.Element {
  return (
    <OneLineField
      {...props}
      type="tel"
      width={props.width ?? '12'}
      autocomplete={props.autocomplete ?? 'tel'}
      check="phone"
    />
  )
}
