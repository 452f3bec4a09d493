import type { JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

/** `main`: the one thing to do on this screen; `line`: another possibility; `text`: a way aside. */
export type ButtonKind = 'main' | 'line' | 'text'

export interface ButtonLook {
  /** Object and short verb:「申請をはじめる」. */
  readonly label: Words
  readonly kind?: ButtonKind
  /** At most one, before the verb. */
  readonly icon?: IconName
  /** Fills its column, on a desk screen too. */
  readonly wide?: boolean
  readonly small?: boolean
}

export interface ButtonProps extends ButtonLook {
  readonly name?: string
  readonly value?: string
  readonly id?: string
  /** Submits another form of the page. */
  readonly form?: string
  /** Skips the browser's own checks and the inline ones: for saving, adding, looking up. */
  readonly unchecked?: boolean
  /** Says what the button acts on when the label alone does not:「外す」＋「：通帳.pdf」. Read out only. */
  readonly about?: string
  /** Staff key: a letter, or an act with a letter of its own (`take` A, `decide` E, `next-page` N). Outside fields only. */
  readonly shortcut?: string
}

export function buttonClass({ kind = 'main', wide, small }: Omit<ButtonLook, 'label'>): string {
  return ['button', kind !== 'main' && `button-${kind}`, wide && 'button-wide', small && 'button-small']
    .filter(Boolean)
    .join(' ')
}

/** A button that sends its form. There is no disabled state: people press, then the page says what to put right. */
export function Button({
  label,
  icon,
  name,
  value,
  id,
  form,
  unchecked,
  about,
  shortcut,
  ...look
}: ButtonProps): JSX.Element {
  return (
    <button
      type="submit"
      class={buttonClass(look)}
      name={name}
      value={value}
      id={id}
      form={form}
      formnovalidate={unchecked}
      data-key={shortcut}
    >
      {icon && <Icon name={icon} />}
      <span>
        <Text words={label} />
        {about && <span class="aloud">{about}</span>}
      </span>
    </button>
  )
}
