import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { NumberInput, type NumberInputProps } from '../number-input/number-input.tsx'

export type MoneyInputProps = Omit<NumberInputProps, 'unit' | 'decimal'>

/** An amount in whole yen. */
export function MoneyInput(props: MoneyInputProps): JSX.Element {
  const messages = useMessages()
  return <NumberInput {...props} width={props.width ?? '12'} unit={messages.yen} />
}
