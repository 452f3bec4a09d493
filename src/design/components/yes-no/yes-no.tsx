import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import type { FieldProps } from '../field/field.tsx'
import { Radios } from '../radios/radios.tsx'

export interface YesNoProps extends FieldProps {
  /** `yes`, `no`, or nothing yet. */
  readonly value?: string
  readonly yes?: Words
  readonly no?: Words
}

/** A question answered by yes or no; sent as `yes` or `no`. */
export function YesNo({ yes, no, ...field }: YesNoProps): JSX.Element {
  const messages = useMessages()
  const options = [
    { value: 'yes', label: yes ?? messages.yes },
    { value: 'no', label: no ?? messages.no },
  ]
  return <Radios {...field} options={options} inline />
}
