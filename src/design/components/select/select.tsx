import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Field, type FieldProps, fieldAria } from '../field/field.tsx'
import type { InputWidth } from '../field/input.tsx'
import { Option } from './option.tsx'

interface SelectOption {
  readonly value: string
  readonly label: Words
}

export interface SelectProps extends FieldProps {
  readonly value?: string
  readonly options: readonly SelectOption[]
  /** Further lines under headings of their own, after `options`. */
  readonly groups?: readonly { readonly label: string; readonly options: readonly SelectOption[] }[]
  readonly width?: InputWidth
  readonly autocomplete?: string
  /** Words of the empty first line; default「選んでください」. In a filter:「すべて」. */
  readonly blank?: Words
}

/** A list for eight choices and more; fewer are radio buttons. The first line asks, so that nothing is chosen by chance. */
export function Select({
  value,
  options,
  groups = [],
  width = '20',
  autocomplete,
  blank,
  ...field
}: SelectProps): JSX.Element {
  const locale = useLocale()
  const messages = useMessages()
  return (
    <Field field={field}>
      <select
        class={`input width-${width}`}
        id={field.id}
        name={field.name}
        autocomplete={autocomplete}
        {...fieldAria(field)}
      >
        <option value="">{plain(blank ?? messages.choose, locale)}</option>
        {options.map((option) => (
          <Option words={option.label} value={option.value} selected={option.value === value} />
        ))}
        {groups.map((group) => (
          <optgroup label={group.label}>
            {group.options.map((option) => (
              <Option words={option.label} value={option.value} selected={option.value === value} />
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}
