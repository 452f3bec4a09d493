import { h, type JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { plain } from '../../words/words.ts'
import { Field, type FieldProps, fieldAria } from './field.tsx'

/** The width of the box tells the length of the answer: in half-width characters, or the whole column. */
export type InputWidth = '3' | '8' | '12' | '20' | 'half' | 'full'

export interface InputProps extends FieldProps {
  readonly value?: string
  readonly type?: 'text' | 'tel' | 'email' | 'time' | 'search' | 'password'
  readonly width?: InputWidth
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email'
  readonly autocomplete?: string
  readonly maxlength?: number
  /** Which inline check looks at it (`kana`, `digits`, a named pattern); see `islands/inline-check.ts`. */
  readonly check?: string
  readonly spellcheck?: boolean
  /** A word behind the box: 円, 人, 回. */
  readonly unit?: JSX.Element
}

/** A field of one line. The named inputs (phone, e-mail, number …) are this one with their keyboard and width. */
export function OneLineField(props: InputProps): JSX.Element {
  const { value, type = 'text', width = 'full', inputmode, autocomplete, maxlength, check, spellcheck, unit } = props
  const locale = useLocale()
  const input = h('input', {
    class: `input width-${width}`,
    id: props.id,
    name: props.name,
    type,
    value: value ?? '',
    inputmode,
    autocomplete,
    maxlength,
    spellcheck,
    'data-check': check,
    'data-required': props.required === false ? undefined : '',
    'data-label': plain(props.label, locale),
    ...fieldAria(props),
  })
  return (
    <Field field={props}>
      {unit ? (
        <div class="with-unit">
          {input}
          <span>{unit}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}
