import type { JSX } from 'preact'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'
import { type InputProps, OneLineField } from '../field/input.tsx'

export interface NumberInputProps extends Omit<InputProps, 'type' | 'inputmode' | 'unit'> {
  readonly unit?: Words
  /** Shows a keyboard with a decimal point. */
  readonly decimal?: boolean
}

/** A number, typed as text with the number keyboard: no spin buttons that change an answer by a scroll wheel. */
export function NumberInput({ unit, decimal, ...props }: NumberInputProps): JSX.Element {
  return (
    <OneLineField
      {...props}
      width={props.width ?? '8'}
      inputmode={decimal ? 'decimal' : 'numeric'}
      check={props.check ?? 'number'}
      unit={unit === undefined ? undefined : <Text words={unit} />}
    />
  )
}
