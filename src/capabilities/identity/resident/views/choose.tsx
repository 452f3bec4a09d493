import type { JSX } from 'preact'
import { LinkRow, LinkRows, Notice, ResidentPage, type ResidentPageProps, Text } from '../../../../design/index.ts'
import type { ResidentMessages } from '../messages.ja.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

export interface ChoosePageProps {
  readonly frame: Frame
  readonly m: ResidentMessages
  readonly cardHref: string
  readonly mailHref: string
}

/** The ways to sign in, the usual one first. */
export function ChoosePage({ frame, m, cardHref, mailHref }: ChoosePageProps): JSX.Element {
  return (
    <ResidentPage {...frame} title={m.signInTitle} layout="read">
      <h1>
        <Text words={m.signInTitle} />
      </h1>
      <p class="lead">
        <Text words={m.signInLead} />
      </p>
      <LinkRows>
        <LinkRow href={cardHref} icon="card" title={m.byCard} note={m.byCardNote} />
        <LinkRow href={mailHref} icon="mail" title={m.byMail} note={m.byMailNote} />
      </LinkRows>
      {frame.city.demo && (
        <Notice title={m.demoCardTitle}>
          <p>
            <Text words={m.demoCardText} />
          </p>
        </Notice>
      )}
      <h2>
        <Text words={m.guestTitle} />
      </h2>
      <p>
        <Text words={m.guestText} />
      </p>
    </ResidentPage>
  )
}
