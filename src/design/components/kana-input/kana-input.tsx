import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { OneLineField } from '../field/input.tsx'
import { Part, partIds } from '../field/part.tsx'
import type { NamePart } from '../name-input/name-input.tsx'

export interface KanaInputProps extends FieldProps {
  readonly value?: { readonly [part in NamePart]?: string }
  readonly wrong?: readonly NamePart[]
}

/**
 * The reading of a name. Hiragana and half-width kana are turned into katakana silently, here and when the page is read.
 * Sent as `<name>.family`, `.given`.
 */
export function KanaInput({ value = {}, wrong, ...given }: KanaInputProps): JSX.Element {
  const messages = useMessages()
  const field = { ...given, hint: given.hint ?? messages.kanaHint }
  const at = partIds<NamePart>(field, ['family', 'given'], wrong)
  return (
    <FieldSet field={field}>
      <div class="parts">
        <Part
          field={field}
          part="family"
          at={at.family}
          label={messages.familyKana}
          value={value.family}
          width="half"
          autocomplete="off"
          check="kana"
        />
        <Part
          field={field}
          part="given"
          at={at.given}
          label={messages.givenKana}
          value={value.given}
          width="half"
          autocomplete="off"
          check="kana"
        />
      </div>
    </FieldSet>
  )
}

export interface KanaLineProps extends FieldProps {
  readonly value?: string
}

/** A reading in one box: of a business, a building, an account holder. */
export function KanaLine(props: KanaLineProps): JSX.Element {
  return <OneLineField {...props} width="20" check="kana" autocomplete="off" />
}
