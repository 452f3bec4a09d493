import type { ComponentChildren, JSX } from 'preact'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface ChoiceOption {
  readonly value: string
  readonly label: Words
  readonly hint?: Words
  /** Behind the label: places left, an amount, a tag. */
  readonly note?: ComponentChildren
}

export interface ChoiceProps extends ChoiceOption {
  readonly type: 'radio' | 'checkbox'
  readonly id: string
  readonly name: string
  readonly checked: boolean
  readonly describedBy?: string
  readonly wrong?: boolean
}

/** One line to press: a radio button or a check box with its words. The whole line is the target. */
export function ChoiceLine({
  type,
  id,
  name,
  value,
  checked,
  label,
  hint,
  note,
  describedBy,
  wrong,
}: ChoiceProps): JSX.Element {
  return (
    <label class="choice" for={id}>
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={describedBy}
        aria-invalid={wrong && type === 'checkbox' ? 'true' : undefined}
      />
      <span>
        <span class="choice-label">
          <span>
            <Text words={label} />
          </span>
          {note}
        </span>
        {hint !== undefined && (
          <span class="choice-hint">
            <Text words={hint} />
          </span>
        )}
      </span>
    </label>
  )
}

/** The id of a choice: the first carries the field's own id, so that the error summary lands there. */
export function choiceId(fieldId: string, value: string, index: number): string {
  return index === 0 ? fieldId : `${fieldId}.${value}`
}
