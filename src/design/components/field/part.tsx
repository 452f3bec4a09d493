import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Option } from '../select/option.tsx'
import { type FieldProps, fieldAria } from './field.tsx'
import type { InputWidth } from './input.tsx'

/**
 * Which part carries the field's own `id`: the first one to put right, otherwise the first.
 * So the link in the error summary lands where the person has to type.
 */
export function partIds<Part extends string>(
  field: FieldProps,
  parts: readonly Part[],
  wrong: readonly Part[] = [],
): { readonly [part in Part]: { readonly id: string; readonly wrong: boolean } } {
  const allWrong = field.error !== undefined && wrong.length === 0
  const target = parts.find((part) => wrong.includes(part)) ?? parts[0]
  const entries = parts.map((part) => [
    part,
    { id: part === target ? field.id : `${field.id}.${part}`, wrong: allWrong || wrong.includes(part) },
  ])
  return Object.fromEntries(entries)
}

export interface PartProps {
  readonly field: FieldProps
  readonly part: string
  readonly at: { readonly id: string; readonly wrong: boolean }
  readonly label: Words
  readonly value: string | undefined
  readonly width?: InputWidth
  readonly optional?: boolean
  readonly inputmode?: 'numeric' | 'text'
  readonly autocomplete?: string
  readonly maxlength?: number
  /** Which inline check looks at it: see `islands/inline-check.ts`. */
  readonly check?: string
}

/** One input of a composite field, with its own small label above it. */
export function Part(props: PartProps): JSX.Element {
  const { field, part, at, label, value, width = 'full', optional, inputmode, autocomplete, maxlength, check } = props
  const messages = useMessages()
  const locale = useLocale()
  return (
    <label class={`part part-${width}`} for={at.id}>
      <span>
        <Text words={label} />
        {optional && (
          <span class="optional">
            <Text words={messages.optional} />
          </span>
        )}
      </span>
      <input
        class="input"
        type="text"
        id={at.id}
        name={`${field.name}.${part}`}
        value={value ?? ''}
        inputmode={inputmode}
        autocomplete={autocomplete}
        maxlength={maxlength}
        data-check={check}
        data-label={check ? plain(label, locale) : undefined}
        {...fieldAria(field, at.wrong)}
      />
    </label>
  )
}

export interface PartSelectProps
  extends Pick<PartProps, 'field' | 'part' | 'at' | 'label' | 'value' | 'width' | 'autocomplete'> {
  readonly options: readonly { readonly value: string; readonly label: Words }[]
}

/** One list to choose from inside a composite field. */
export function PartSelect({
  field,
  part,
  at,
  label,
  value,
  width = 'full',
  autocomplete,
  options,
}: PartSelectProps): JSX.Element {
  return (
    <label class={`part part-${width}`} for={at.id}>
      <span>
        <Text words={label} />
      </span>
      <select
        class="input"
        id={at.id}
        name={`${field.name}.${part}`}
        autocomplete={autocomplete}
        {...fieldAria(field, at.wrong)}
      >
        {options.map((option) => (
          <Option words={option.label} value={option.value} selected={option.value === (value ?? '')} />
        ))}
      </select>
    </label>
  )
}
