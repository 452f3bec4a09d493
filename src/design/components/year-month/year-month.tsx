import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { type EraId, eraOptions } from '../era-date/eras.ts'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, partIds } from '../field/part.tsx'

export type YearMonthPart = 'era' | 'year' | 'month'

export interface YearMonthProps extends FieldProps {
  readonly value?: { readonly [part in YearMonthPart]?: string }
  readonly wrong?: readonly YearMonthPart[]
  readonly eras?: readonly EraId[]
}

/** A month of a year, for example since when. Sent as `<name>.era`, `.year`, `.month`. */
export function YearMonth({ value = {}, wrong, eras, ...field }: YearMonthProps): JSX.Element {
  const messages = useMessages()
  const at = partIds<YearMonthPart>(field, ['era', 'year', 'month'], wrong)
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
          />
        </span>
      </div>
    </FieldSet>
  )
}
