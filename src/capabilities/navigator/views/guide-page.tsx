import type { JSX } from 'preact'
import { LinkButton, LinkRow, LinkRows, Notice, ResidentPage, Text, type Words } from '../../../design/index.ts'
import type { NavigatorMessages } from '../messages.ts'
import type { Frame } from './question-page.tsx'

export interface GuidePageProps {
  readonly frame: Frame
  readonly m: NavigatorMessages
  readonly title: Words
  readonly summary: Words
  readonly pages: number
  readonly minutes: number
  readonly hoursKept: number
  readonly beginHref: string
  /** There are answers of this browser already. */
  readonly listHref?: string
  readonly forgotten: boolean
}

/** What a guide is for, what becomes of the answers, and the button that begins. */
export function GuidePage(props: GuidePageProps): JSX.Element {
  const { frame, m } = props
  return (
    <ResidentPage {...frame} title={props.title} layout="read" back={{ href: '/guides', label: m.allTitle }}>
      {props.forgotten && (
        <Notice>
          <p role="status">
            <Text words={m.forgotten} />
          </p>
        </Notice>
      )}
      <h1>
        <Text words={props.title} />
      </h1>
      <p class="lead">
        <Text words={props.summary} />
      </p>
      <p>
        <LinkButton href={props.beginHref} label={m.begin} />
      </p>
      <p class="hint">
        <Text words={m.questionsAndMinutes(props.pages, props.minutes)} />
      </p>
      {props.listHref !== undefined && (
        <p>
          <a href={props.listHref}>
            <Text words={m.continueList} />
          </a>
        </p>
      )}
      <h2>
        <Text words={m.whatYouGet} />
      </h2>
      <ul class="points">
        {m.gets.map((get) => (
          <li>
            <Text words={get} />
          </li>
        ))}
      </ul>
      <h2>
        <Text words={m.howKeptTitle} />
      </h2>
      <p>
        <Text words={m.howKept(props.hoursKept)} />
      </p>
    </ResidentPage>
  )
}

export interface GuidesPageProps {
  readonly frame: Frame
  readonly m: NavigatorMessages
  readonly guides: readonly { readonly href: string; readonly title: Words; readonly summary: Words }[]
}

/** All guides. */
export function GuidesPage({ frame, m, guides }: GuidesPageProps): JSX.Element {
  return (
    <ResidentPage {...frame} title={m.allTitle} layout="read" back={{ href: '/', label: m.backHome }}>
      <h1>
        <Text words={m.allTitle} />
      </h1>
      <p class="lead">
        <Text words={m.allLead} />
      </p>
      <LinkRows>
        {guides.map((guide) => (
          <LinkRow href={guide.href} title={guide.title} note={guide.summary} />
        ))}
      </LinkRows>
    </ResidentPage>
  )
}
