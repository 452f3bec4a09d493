import type { JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { plain } from '../../words/words.ts'
import { Field, type FieldProps, fieldAria } from '../field/field.tsx'

export interface TextAreaProps extends FieldProps {
  readonly value?: string
  readonly rows?: number
  /** Longest answer in characters. The box takes more; the page says how much to shorten. */
  readonly limit?: number
}

/** Several lines of text. Nothing typed is cut off: too much is told, not lost. */
export function TextArea({ value, rows = 5, limit, ...field }: TextAreaProps): JSX.Element {
  const locale = useLocale()
  return (
    <Field field={field}>
      <textarea
        class="input"
        id={field.id}
        name={field.name}
        rows={rows}
        data-limit={limit}
        data-required={field.required === false ? undefined : ''}
        data-label={plain(field.label, locale)}
        {...fieldAria(field)}
      >
        {value ?? ''}
      </textarea>
    </Field>
  )
}
