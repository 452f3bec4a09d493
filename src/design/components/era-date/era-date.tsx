import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import type { FieldProps } from '../field/field.tsx'
import { Part, partIds } from '../field/part.tsx'
import { type EraPart, EraParts } from './era-parts.tsx'
import type { EraId } from './eras.ts'

export type EraDatePart = EraPart | 'day'

export interface EraDateProps extends FieldProps {
  /** As typed: kept as it is when it could not be read. */
  readonly value?: { readonly [part in EraDatePart]?: string }
  readonly wrong?: readonly EraDatePart[]
  /** Eras offered, newest first. Default: all, since people are born in Taisho too. */
  readonly eras?: readonly EraId[]
  /** Autofill of a birthday. */
  readonly birthday?: boolean
}

/**
 * 和暦 date: an era to choose, then year, month and day. A year of four digits is taken as 西暦 whatever the era says.
 * Sent as `<name>.era`, `.year`, `.month`, `.day`.
 */
export function EraDate({ value = {}, wrong, eras, birthday, ...given }: EraDateProps): JSX.Element {
  const messages = useMessages()
  const field = { ...given, hint: given.hint ?? messages.dateHint }
  const at = partIds<EraDatePart>(field, ['era', 'year', 'month', 'day'], wrong)
  return (
    <EraParts
      field={field}
      at={at}
      value={value}
      eras={eras}
      {...(birthday && { autocomplete: { year: 'bday-year', month: 'bday-month' } })}
    >
      <Part
        field={field}
        part="day"
        at={at.day}
        label={messages.day}
        value={value.day}
        width="3"
        inputmode="numeric"
        maxlength={4}
        autocomplete={birthday ? 'bday-day' : undefined}
      />
    </EraParts>
  )
}
