import type { JSX } from 'preact'
import { ChoiceLine, type ChoiceOption, choiceId } from '../field/choice.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'

export interface CheckboxesProps extends FieldProps {
  readonly values?: readonly string[]
  readonly options: readonly ChoiceOption[]
}

/** Any number of several; each one chosen is sent under the same name. */
export function Checkboxes({ values = [], options, ...field }: CheckboxesProps): JSX.Element {
  return (
    <FieldSet field={field}>
      <div class="choices">
        {options.map((option, index) => (
          <ChoiceLine
            {...option}
            type="checkbox"
            id={choiceId(field.id, option.value, index)}
            name={field.name}
            checked={values.includes(option.value)}
            wrong={field.error !== undefined}
          />
        ))}
      </div>
    </FieldSet>
  )
}
