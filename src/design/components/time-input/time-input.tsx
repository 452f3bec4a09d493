import type { JSX } from 'preact'
import { type InputProps, OneLineField } from '../field/input.tsx'

export type TimeInputProps = Omit<InputProps, 'type' | 'inputmode' | 'unit'>

/** A time of day, `HH:MM`. */
export function TimeInput(props: TimeInputProps): JSX.Element {
  return <OneLineField {...props} type="time" width="8" />
}
