import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'
import { ChoiceLine } from '../field/choice.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'

export interface ConsentProps extends FieldProps {
  /** What is agreed to, in full. */
  readonly text: Words
  /** Version of the text, kept with the answer. */
  readonly version: string
  /** Hash of the text as it is shown here, kept with the answer. */
  readonly textHash?: string
  /** `yes`, `no`, or nothing yet. */
  readonly value?: string
  /** Refusing is an answer too, and the application goes on. */
  readonly refusable?: boolean
}

/** Consent to one thing, with its words above the choice. Sent as `<name>.agreed` (`yes`/`no`) and `<name>.version`, and which text it was. */
export function Consent({ text, version, textHash, value, refusable, ...field }: ConsentProps): JSX.Element {
  const messages = useMessages()
  const line = (answer: 'yes' | 'no', label: Words, first: boolean) => (
    <ChoiceLine
      type={refusable ? 'radio' : 'checkbox'}
      id={first ? field.id : `${field.id}.${answer}`}
      name={`${field.name}.agreed`}
      value={answer}
      label={label}
      checked={value === answer}
      wrong={field.error !== undefined}
    />
  )
  return (
    <FieldSet field={field}>
      <p class="consent-text">
        <Text words={text} />
      </p>
      <input type="hidden" name={`${field.name}.version`} value={version} />
      {textHash !== undefined && <input type="hidden" name={`${field.name}.text`} value={textHash} />}
      <div class="choices">
        {line('yes', messages.consentAgree, true)}
        {refusable && line('no', messages.consentRefuse, false)}
      </div>
    </FieldSet>
  )
}
