import type { ComponentChildren, JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

/**
 * What every control takes. `id` is the target of the error summary: it always lands on an input
 * (in a composite: the first one to put right). `name` is the answer path, the head of composite names.
 */
export interface FieldProps {
  readonly id: string
  readonly name: string
  readonly label: Words
  readonly hint?: Words
  /** The same sentence as in the error summary. */
  readonly error?: Words
  /** Required is the default; only 任意 is marked. */
  readonly required?: boolean
  /** False: 任意 is not said beside each part of a row whose rule is said once. */
  readonly mark?: boolean
  /** Where a value came from that the person did not type:「マイナンバーカードから入れました」. */
  readonly source?: Words
}

/** The attributes that tie an input to its hint and error. */
export interface FieldAria {
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

export function hintId(id: string): string {
  return `${id}-hint`
}

export function errorId(id: string): string {
  return `${id}-error`
}

export function fieldAria(
  field: Pick<FieldProps, 'id' | 'hint' | 'error'>,
  wrong = field.error !== undefined,
): FieldAria {
  const described = [field.error !== undefined && errorId(field.id), field.hint !== undefined && hintId(field.id)]
  return {
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': wrong ? 'true' : undefined,
  }
}

/** A field of one input: label, source, hint, error, then the input, in this order. */
export function Field({ field, children }: { field: FieldProps; children: ComponentChildren }): JSX.Element {
  return (
    <div class={field.error === undefined ? 'field' : 'field field-wrong'} data-field={field.name}>
      <label class="field-label" for={field.id}>
        <Label field={field} />
      </label>
      <Notes field={field} />
      {children}
    </div>
  )
}

/** A field of several inputs, or of choices: a named group. */
export function FieldSet({ field, children }: { field: FieldProps; children: ComponentChildren }): JSX.Element {
  return (
    <fieldset
      class={field.error === undefined ? 'field' : 'field field-wrong'}
      data-field={field.name}
      aria-describedby={fieldAria(field)['aria-describedby']}
    >
      <legend class="field-label">
        <Label field={field} />
      </legend>
      <Notes field={field} />
      {children}
    </fieldset>
  )
}

function Label({ field }: { field: FieldProps }): JSX.Element {
  const messages = useMessages()
  return (
    <>
      <Text words={field.label} />
      {field.required === false && field.mark !== false && (
        <span class="optional">
          <Text words={messages.optional} />
        </span>
      )}
    </>
  )
}

function Notes({ field }: { field: FieldProps }): JSX.Element {
  return (
    <>
      {field.source !== undefined && <Source words={field.source} />}
      {field.hint !== undefined && (
        <p class="hint" id={hintId(field.id)}>
          <Text words={field.hint} />
        </p>
      )}
      {field.error !== undefined && <FieldError id={errorId(field.id)} message={field.error} />}
    </>
  )
}

/** What to put right, in words and with an icon. */
export function FieldError({ id, message }: { id: string; message: Words }): JSX.Element {
  const messages = useMessages()
  return (
    <p class="field-error" id={id}>
      <Icon name="error" />
      <span>
        <span class="aloud">
          <Text words={messages.errorPrefix} />
        </span>
        <Text words={message} />
      </span>
    </p>
  )
}

/** A quiet note: this value came from somewhere. */
export function Source({ words }: { words: Words }): JSX.Element {
  return (
    <p class="source">
      <Icon name="card" />
      <span>
        <Text words={words} />
      </span>
    </p>
  )
}
