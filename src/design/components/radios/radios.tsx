import type { JSX } from 'preact'
import { ChoiceLine, type ChoiceOption, choiceId } from '../field/choice.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'

export interface RadiosProps extends FieldProps {
  readonly value?: string
  readonly options: readonly ChoiceOption[]
  /** Two or three short choices in one row. */
  readonly inline?: boolean
}

/** One of a few. Nothing is chosen beforehand unless an answer is there. */
export function Radios({ value, options, inline, ...field }: RadiosProps): JSX.Element {
  return (
    <FieldSet field={field}>
      <div class={inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option, index) => (
          <ChoiceLine
            {...option}
            type="radio"
            id={choiceId(field.id, option.value, index)}
            name={field.name}
            checked={option.value === value}
          />
        ))}
      </div>
    </FieldSet>
  )
}
