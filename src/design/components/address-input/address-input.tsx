import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Button } from '../button/button.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, partIds } from '../field/part.tsx'

const parts = ['postcode', 'prefecture', 'city', 'town', 'block', 'building'] as const
export type AddressPart = (typeof parts)[number]

export interface AddressInputProps extends FieldProps {
  readonly value?: { readonly [part in AddressPart]?: string }
  readonly wrong?: readonly AddressPart[]
  /** Towns of the postcode when it has several: shown as a list after a look-up without script. */
  readonly towns?: readonly string[]
  /** What the last look-up found, said beside the button. */
  readonly lookedUp?: Words
  readonly own?: boolean
}

/**
 * An address, found from its postcode. Without script「住所を出す」sends the form with `do=lookup:<name>`;
 * with script the towns are fetched from `/lookup/postcode`. Sent as `<name>.postcode`, `.prefecture`, `.city`,
 * `.town`, `.block`, `.building` (the last one is never required).
 */
export function AddressInput({ value = {}, wrong, towns, lookedUp, own, ...given }: AddressInputProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const field = { ...given, hint: given.hint ?? messages.addressHint }
  const at = partIds<AddressPart>(field, parts, wrong)
  const fill = (token: string): string => (own ? token : 'off')
  return (
    <FieldSet field={field}>
      <postcode-lookup
        class="stack"
        data-name={field.name}
        data-found={plain(messages.addressFound, locale)}
        data-choose={plain(messages.chooseTown, locale)}
        data-unavailable={plain(messages.addressUnavailable, locale)}
      >
        <div class="parts">
          <Part
            field={field}
            part="postcode"
            at={at.postcode}
            label={messages.postcode}
            value={value.postcode}
            width="8"
            inputmode="numeric"
            maxlength={12}
            autocomplete={fill('postal-code')}
          />
          <Button label={messages.lookUpAddress} kind="line" name="do" value={`lookup:${field.name}`} unchecked />
        </div>
        <p class="hint" role="status" data-status>
          {lookedUp !== undefined && <Text words={lookedUp} />}
        </p>
        <div class="parts">
          <Part
            field={field}
            part="prefecture"
            at={at.prefecture}
            label={messages.prefecture}
            value={value.prefecture}
            width="8"
            autocomplete={fill('address-level1')}
          />
          <Part
            field={field}
            part="city"
            at={at.city}
            label={messages.municipality}
            value={value.city}
            width="12"
            autocomplete={fill('address-level2')}
          />
        </div>
        <div class="parts">
          {towns && towns.length > 1 ? (
            <PartSelect
              field={field}
              part="town"
              at={at.town}
              label={messages.town}
              value={value.town}
              width="20"
              options={[
                { value: '', label: messages.chooseTown },
                ...towns.map((town) => ({ value: town, label: town })),
              ]}
            />
          ) : (
            <Part
              field={field}
              part="town"
              at={at.town}
              label={messages.town}
              value={value.town}
              width="20"
              autocomplete={fill('address-level3')}
            />
          )}
        </div>
        <div class="parts">
          <Part
            field={field}
            part="block"
            at={at.block}
            label={messages.block}
            value={value.block}
            width="12"
            autocomplete={fill('address-line1')}
          />
          <Part
            field={field}
            part="building"
            at={at.building}
            label={messages.building}
            value={value.building}
            width="20"
            optional
            autocomplete={fill('address-line2')}
          />
        </div>
      </postcode-lookup>
    </FieldSet>
  )
}
