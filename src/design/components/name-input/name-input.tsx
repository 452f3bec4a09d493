import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, partIds } from '../field/part.tsx'

export type NamePart = 'family' | 'given'

export interface NameInputProps extends FieldProps {
  readonly value?: { readonly [part in NamePart]?: string }
  readonly wrong?: readonly NamePart[]
  /** The applicant's own name, so that the browser may fill it in. */
  readonly own?: boolean
}

/** A person's name, kept byte for byte as typed (異体字 and variation selectors too). Sent as `<name>.family`, `.given`. */
export function NameInput({ value = {}, wrong, own, ...field }: NameInputProps): JSX.Element {
  const messages = useMessages()
  const at = partIds<NamePart>(field, ['family', 'given'], wrong)
  return (
    <FieldSet field={field}>
      <div class="parts">
        <Part
          field={field}
          part="family"
          at={at.family}
          label={messages.familyName}
          value={value.family}
          width="half"
          autocomplete={own ? 'family-name' : 'off'}
        />
        <Part
          field={field}
          part="given"
          at={at.given}
          label={messages.givenName}
          value={value.given}
          width="half"
          autocomplete={own ? 'given-name' : 'off'}
        />
      </div>
    </FieldSet>
  )
}
