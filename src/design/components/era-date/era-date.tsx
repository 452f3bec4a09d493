import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, partIds } from '../field/part.tsx'
import { type EraId, eraOptions } from './eras.ts'

export type EraDatePart = 'era' | 'year' | 'month' | 'day'

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
  const fill = (part: string): string | undefined => (birthday ? `bday-${part}` : undefined)
  return (
    <FieldSet field={field}>
      <div class="parts">
        <PartSelect
          field={field}
          part="era"
          at={at.era}
          label={messages.era}
          value={value.era ?? 'reiwa'}
          width="8"
          options={eraOptions(messages, eras)}
        />
        <span class="parts-together">
          <Part
            field={field}
            part="year"
            at={at.year}
            label={messages.year}
            value={value.year}
            width="3"
            inputmode="numeric"
            maxlength={6}
            autocomplete={fill('year')}
          />
          <Part
            field={field}
            part="month"
            at={at.month}
            label={messages.month}
            value={value.month}
            width="3"
            inputmode="numeric"
            maxlength={4}
            autocomplete={fill('month')}
          />
          <Part
            field={field}
            part="day"
            at={at.day}
            label={messages.day}
            value={value.day}
            width="3"
            inputmode="numeric"
            maxlength={4}
            autocomplete={fill('day')}
          />
        </span>
      </div>
    </FieldSet>
  )
}
