import type { ComponentChildren, JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'

export interface MailListProps {
  readonly letters: readonly {
    readonly href: string
    readonly title: ComponentChildren
    readonly unread?: boolean
    /** Sender, day, procedure and number. */
    readonly about: readonly ComponentChildren[]
    /** A deadline that matters. */
    readonly tag?: ComponentChildren
  }[]
}

/** The mailbox: newest first, what needs an answer carries its deadline. */
export function MailList({ letters }: MailListProps): JSX.Element {
  const messages = useMessages()
  return (
    <ul class="rows mails">
      {letters.map((letter) => (
        <li class={letter.unread ? 'unread' : undefined}>
          <a href={letter.href}>
            {letter.unread && (
              <span class="aloud">
                <Text words={messages.unread} />：
              </span>
            )}
            {letter.title}
          </a>
          <p class="second">
            {letter.about.map((part) => (
              <span>{part}</span>
            ))}
          </p>
          {letter.tag}
        </li>
      ))}
    </ul>
  )
}
