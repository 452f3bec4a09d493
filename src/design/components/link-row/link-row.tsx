import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface LinkRowProps {
  readonly href: string
  readonly title: Words
  /** Second line: time, fee, result. */
  readonly note?: Words
  readonly icon?: IconName
  /** Above the title: a deadline that matters. */
  readonly tag?: ComponentChildren
}

/** One line of a list, wholly to be pressed: bold linked verb, second line, chevron. */
export function LinkRow({ href, title, note, icon, tag }: LinkRowProps): JSX.Element {
  return (
    <li>
      <a class="link-row" href={href}>
        {icon && <Icon name={icon} />}
        <span>
          {tag}
          <b>
            <Text words={title} />
          </b>
          {note !== undefined && (
            <span class="second">
              <Text words={note} />
            </span>
          )}
        </span>
        <Icon name="forward" class="chevron" />
      </a>
    </li>
  )
}

/** The list that holds link rows; two columns on a desk screen when asked. */
export function LinkRows({ children, columns }: { children: ComponentChildren; columns?: boolean }): JSX.Element {
  return <ul class={columns ? 'rows rows-two' : 'rows'}>{children}</ul>
}
