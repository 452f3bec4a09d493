import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { ChoiceLine, choiceId } from '../field/choice.tsx'
import { type FieldProps, FieldSet, fieldAria } from '../field/field.tsx'
import { Tag } from '../tag/tag.tsx'

export interface RegisterEntryOption {
  readonly value: string
  readonly label: Words
  readonly hint?: Words
  /** Places left; absent when the entry has no limit. */
  readonly left?: number
  /** A full entry may still be chosen: for the waiting list. */
  readonly waitingList?: boolean
}

export interface RegisterChoiceProps extends FieldProps {
  readonly entries: readonly RegisterEntryOption[]
  readonly values?: readonly { readonly entry: string; readonly quantity?: string }[]
  /** `one`: one entry (`<name>`); `one-with-quantity`: also `<name>.quantity`; `quantities`: `<name>.<entry>` holds how many of each. */
  readonly mode: 'one' | 'one-with-quantity' | 'quantities'
}

/** Entries of a city register to choose from: sessions, collection days, items. Places left are said in words. */
export function RegisterChoice({ entries, values = [], mode, ...field }: RegisterChoiceProps): JSX.Element {
  const messages = useMessages()
  if (mode === 'quantities') return <Quantities field={field} entries={entries} values={values} />
  return (
    <FieldSet field={field}>
      <div class="choices choices-ruled">
        {entries.map((entry, index) => (
          <ChoiceLine
            type="radio"
            id={choiceId(field.id, entry.value, index)}
            name={field.name}
            value={entry.value}
            label={entry.label}
            hint={entry.hint}
            note={<PlacesLeft entry={entry} />}
            checked={values.some((value) => value.entry === entry.value)}
          />
        ))}
      </div>
      {mode === 'one-with-quantity' && (
        <label class="part part-3 quantity" for={`${field.id}.quantity`}>
          <span>
            <Text words={messages.quantity} />
          </span>
          <input
            class="input"
            id={`${field.id}.quantity`}
            name={`${field.name}.quantity`}
            inputmode="numeric"
            maxlength={4}
            value={values[0]?.quantity ?? '1'}
          />
        </label>
      )}
    </FieldSet>
  )
}

function Quantities({
  field,
  entries,
  values,
}: { field: FieldProps } & Required<Pick<RegisterChoiceProps, 'entries' | 'values'>>): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <FieldSet field={field}>
      <ul class="quantities">
        {entries.map((entry, index) => (
          <li>
            <label for={choiceId(field.id, entry.value, index)}>
              <span class="choice-label">
                <span>
                  <Text words={entry.label} />
                </span>
                <PlacesLeft entry={entry} />
              </span>
              {entry.hint !== undefined && (
                <span class="choice-hint">
                  <Text words={entry.hint} />
                </span>
              )}
            </label>
            <input
              class="input width-3"
              id={choiceId(field.id, entry.value, index)}
              name={`${field.name}.${entry.value}`}
              inputmode="numeric"
              maxlength={4}
              placeholder="0"
              value={values.find((value) => value.entry === entry.value)?.quantity ?? ''}
              aria-label={plain(messages.quantityOf(plain(entry.label, locale)), locale)}
              {...fieldAria(field)}
            />
          </li>
        ))}
      </ul>
    </FieldSet>
  )
}

function PlacesLeft({ entry }: { entry: RegisterEntryOption }): JSX.Element | null {
  const messages = useMessages()
  if (entry.left === undefined) return null
  if (entry.left > 0)
    return <Tag label={messages.placesLeft(entry.left)} tone={entry.left <= 3 ? 'soon' : 'plain'} icon={false} />
  return <Tag label={entry.waitingList ? messages.waitingList : messages.placesLeft(0)} tone="calm" />
}
