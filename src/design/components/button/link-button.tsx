import type { JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import { type ButtonLook, buttonClass } from './button.tsx'

export interface LinkButtonProps extends ButtonLook {
  readonly href: string
  /** Saves the target as a file of this name. */
  readonly download?: string | true
  readonly shortcut?: string
  /** Leads to somebody else's site, which does not learn where the person comes from. */
  readonly outside?: boolean
  /** Heard after the label, not seen: which of several things it is about. */
  readonly about?: string
}

/** A link that looks like a button: it leads to the place where something begins. */
export function LinkButton({
  href,
  label,
  icon,
  download,
  shortcut,
  outside,
  about,
  ...look
}: LinkButtonProps): JSX.Element {
  return (
    <a
      class={buttonClass(look)}
      href={href}
      download={download}
      data-key={shortcut}
      rel={outside ? 'external noopener noreferrer' : undefined}
    >
      {icon && <Icon name={icon} />}
      <span>
        <Text words={label} />
        {about && <span class="aloud">{about}</span>}
      </span>
    </a>
  )
}
