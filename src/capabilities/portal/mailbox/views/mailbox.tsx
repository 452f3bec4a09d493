import type { JSX } from 'preact'
import {
  EmptyState,
  LinkRow,
  LinkRows,
  MailList,
  type MailListProps,
  ResidentPage,
  type ResidentPageProps,
  Text,
} from '../../../../design/index.ts'
import type { MailboxMessages } from '../messages.ts'

export interface MailboxProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: MailboxMessages
  readonly unread: number
  readonly waiting: number
  readonly letters: MailListProps['letters']
  readonly drafts: readonly { readonly href: string; readonly title: string; readonly note: string }[]
}

/** The mailbox: what needs an answer, then everything, newest first. */
export function MailboxPage({ frame, m, unread, waiting, letters, drafts }: MailboxProps): JSX.Element {
  return (
    <ResidentPage {...frame} title={m.title} layout="read">
      <h1>
        <Text words={m.title} />
      </h1>
      <p>
        <Text words={waiting > 0 ? m.needsAnswer(waiting) : m.unread(unread)} />
      </p>
      {letters.length === 0 ? <EmptyState title={m.empty} /> : <MailList letters={letters} />}
      {drafts.length > 0 && (
        <section class="flow">
          <h2>
            <Text words={m.drafts} />
          </h2>
          <LinkRows>
            {drafts.map((draft) => (
              <LinkRow href={draft.href} title={draft.title} note={draft.note} />
            ))}
          </LinkRows>
        </section>
      )}
      <p class="fine">
        <Text words={m.mailNote} />
      </p>
    </ResidentPage>
  )
}
