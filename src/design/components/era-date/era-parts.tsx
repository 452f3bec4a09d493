import type { ComponentChildren, JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, type partIds } from '../field/part.tsx'
import { type EraId, eraOptions } from './eras.ts'

export type EraPart = 'era' | 'year' | 'month'

export interface EraPartsProps {
  readonly field: FieldProps
  readonly at: ReturnType<typeof partIds<EraPart>>
  readonly value: { readonly [part in EraPart]?: string }
  readonly eras: readonly EraId[] | undefined
  /** What the browser may fill in. */
  readonly autocomplete?: { readonly year: string; readonly month: string }
  /** What follows the month on its line. */
  readonly children?: ComponentChildren
}

/** Era, year and month: what every date in 和暦 begins with. */
export function EraParts({ field, at, value, eras, autocomplete, children }: EraPartsProps): JSX.Element {
  const messages = useMessages()
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
            autocomplete={autocomplete?.year}
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
            autocomplete={autocomplete?.month}
          />
          {children}
        </span>
      </div>
    </FieldSet>
  )
}
